import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../engine/clock/clock.js';
import { type AwsError, awsErrors } from './aws-error.js';
import { type CallOrigin, type ModelPath, parseModelPath, parseOrigin } from './call-address.js';
import type { CallRecord } from './call-record.js';
import { attemptDraw } from './draw.js';
import { type Fault, faultAt } from './fault.js';
import type { Latency } from './latency.js';
import { startHttpServer } from '../http-server.js';
import { answerBody, answerEvents } from './model-answer.js';
import { InvalidModelRequest, parseModelRequest } from './model-request.js';
import { type ModelText, repeatedPrompt } from './model-text.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { readBody } from './request-body.js';
import { sendError, sendEvents, sendJson } from './respond.js';

/** Settings of the local Bedrock. */
export interface LocalBedrockOptions {
  /** Latencies pass and faults come and go in this clock's time. */
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  /** The same seed gives the same answers, latencies and partial faults. @default 1 */
  readonly seed?: number | string;
  /**
   * What the models say. An error that it throws is answered with 500 InternalServerException and the error's text.
   *
   * @default a sentence that names the model and repeats how the prompt begins
   */
  readonly answer?: ModelText;
  /** Of faults that overlap the last one counts. @default none */
  readonly faults?: readonly Fault[];
  /** @default log-normal around 1.2 s */
  readonly latency?: Latency;
  /** Regions that are quicker or slower than the others. @default none */
  readonly latencyByRegion?: Readonly<Record<string, Latency>>;
  /** 0 takes any free port. @default 0 */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
}

/** A running local Bedrock. */
export interface LocalBedrock {
  /** For `AWS_ENDPOINT_URL_BEDROCK_RUNTIME`. */
  readonly url: string;
  /** Every signed request for a model, in the order of arrival. Requests of one instant arrive in no certain order. */
  readonly calls: readonly CallRecord[];
  /** Stops listening and closes all connections. */
  close(): Promise<void>;
}

/**
 * Starts a server with the wire protocol of the Bedrock Runtime API (Converse, ConverseStream, and InvokeModel
 * with Anthropic's messages) for all regions and models, with faults on schedule. For tests and simulations: signatures
 * are not checked, and what a model says is yours to say (`answer`). A stream begins after the latency, and all of it is
 * there at once.
 *
 * In virtual time a request has to come from code that the clock knows to be running, a handler for example: the
 * server sleeps on the caller's behalf.
 *
 * @throws Error with a single sentence when the port is in use or the address cannot be had
 */
export async function startLocalBedrock(options: LocalBedrockOptions): Promise<LocalBedrock> {
  const { clock, seed = 1, faults = [], latency = {}, latencyByRegion = {} } = options;
  const { answer = repeatedPrompt, port = 0, host = '127.0.0.1' } = options;
  const startedAt = clock.now();
  const calls: CallRecord[] = [];

  const decide = (path: ModelPath, origin: CallOrigin, body: string | undefined, elapsed: number): Outcome => {
    if (body === undefined) return refusal(awsErrors.tooLarge);
    const { modelId } = path;
    const { region, attempt } = origin;
    try {
      const { prompt } = parseModelRequest(path.operation, body);
      const draw = attemptDraw([seed, body, region, modelId, attempt]);
      return outcomeOf(faultAt(faults, elapsed, { region, modelId }), {
        prompt,
        text: () => answer({ prompt, region, modelId }, draw),
        draw,
        latency: latencyByRegion[region] ?? latency,
      });
    } catch (error) {
      if (error instanceof InvalidModelRequest) return refusal({ ...awsErrors.validation, message: error.message });
      return refusal({ ...awsErrors.internal, message: `The option "answer" failed: ${String(error)}` });
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = parseModelPath(request.url ?? '');
    if (!path) return sendError(response, awsErrors.unknownOperation);
    if (request.method !== 'POST') return sendError(response, awsErrors.wrongMethod);
    const origin = parseOrigin(request);
    if (!origin) return sendError(response, awsErrors.unsigned);

    const at = clock.now();
    const index = calls.push({ at, modelId: path.modelId, ...origin, status: 0 }) - 1;
    const outcome = decide(path, origin, await readBody(request), at - startedAt);
    const waited = await waitForAnswer(clock, outcome.latencyMs, response);
    const result = waited ? deliver(outcome, path, response) : { status: 0, error: 'ClientGone' };
    calls[index] = { at, modelId: path.modelId, ...origin, ...result };
  };

  const server = await startHttpServer(
    // Only a connection that breaks while its body is read ends here; there is no client left to answer.
    (request, response) => void serve(request, response).catch(() => response.destroy()),
    { host, port },
  );
  return { url: server.url, calls, close: server.close };
}

const refusal = (error: AwsError): Outcome => ({ kind: 'error', error, latencyMs: 0 });

/** Lets the latency pass. False when the client has hung up meanwhile: then its time is no longer ours to spend. */
async function waitForAnswer(clock: Pick<Clock, 'sleep'>, ms: number, response: ServerResponse): Promise<boolean> {
  const hungUp = new AbortController();
  response.once('close', () => response.writableFinished || hungUp.abort());
  try {
    await clock.sleep(ms, hungUp.signal);
    return true;
  } catch {
    return false;
  }
}

/** Answers, fails or hangs up, and tells what the client got to see. */
function deliver(
  outcome: Outcome,
  { modelId, operation }: ModelPath,
  response: ServerResponse,
): Pick<CallRecord, 'status' | 'error'> {
  if (outcome.kind === 'drop') {
    response.destroy();
    return { status: 0, error: 'Dropped' };
  }
  if (outcome.kind === 'error') {
    sendError(response, outcome.error);
    return { status: outcome.error.status, error: outcome.error.type };
  }
  const answer = { modelId, ...outcome };
  if (operation === 'converseStream') sendEvents(response, answerEvents(answer));
  else sendJson(response, 200, answerBody[operation](answer));
  return { status: 200 };
}
