import { Agent, request } from 'node:http';
import { skipClock } from '../../../src/engine/index.js';
import { startLocalStepFunctions, type LocalStepFunctions } from '../../../src/local/step-functions/index.js';
import type { Area } from '../area.js';
import { apiRequest, type ApiRequest } from '../generate/api-request.js';

/** JSONata in TestState and executions ends after five seconds. */
const PATIENCE_MS = 6_000;

/** A poll for a task lasts a minute: the client does not stay so long. */
const POLL_MS = 5;

/** Stands for the answer that the client did not wait for. */
const HUNG_UP = 0;

interface Answer {
  readonly status: number;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let server: LocalStepFunctions | undefined;

/** The API over loopback HTTP: every request is answered, with a result or with an error of AWS's kind, and never with a 5xx. */
export const endpoint: Area = {
  name: 'HTTP API',
  share: 5,
  mistakes: 0.02,
  patience: PATIENCE_MS,
  attempt(draw) {
    const order = apiRequest(draw);
    return {
      show: () => JSON.stringify(order),
      async run() {
        if (server === undefined) throw new Error('There is no server');
        const { status, body } = await send(server.url, order);
        if (status === HUNG_UP) return true;
        if (status >= 500) throw new Error(`${status}: ${body}`);
        const answer: unknown = JSON.parse(body);
        if (typeof answer !== 'object' || answer === null) throw new Error(`${status}: ${body}`);
        if (status === 200) return true;
        if (!('__type' in answer && 'message' in answer)) throw new Error(`An error without a type: ${status} ${body}`);
        return false;
      },
    };
  },
  async renew() {
    await server?.close();
    server = await startLocalStepFunctions({ clock: skipClock() });
  },
  async close() {
    agent.destroy();
    await server?.close();
    server = undefined;
  },
};

function send(url: string, { method, path, headers, body }: ApiRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const isPoll = headers['X-Amz-Target']?.endsWith('.GetActivityTask') === true;
    const length = { 'Content-Length': Buffer.byteLength(body) };
    const options = { method, headers: { ...headers, ...length }, agent, timeout: isPoll ? POLL_MS : PATIENCE_MS };
    const outgoing = request(new URL(path, url), options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    outgoing.on('timeout', () => {
      if (isPoll) resolve({ status: HUNG_UP, body: '' });
      outgoing.destroy(new Error('There was no answer'));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
