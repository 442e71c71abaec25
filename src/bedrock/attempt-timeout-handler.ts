import { NodeHttpHandler } from '@smithy/node-http-handler';
import { bedrockFailure, CONNECTION_ERROR, MODEL_TIMEOUT } from '../resilience/bedrock-error.js';
import type { Clock } from '../resilience/clock.js';

/** Far beyond any attempt: only there so that a broken connection cannot hang a process whose clock does not advance. */
const SAFETY_NET = { connectionTimeout: 10_000, requestTimeout: 120_000, throwOnRequestTimeout: true } as const;

type Handle = NodeHttpHandler['handle'];

/**
 * The SDK's HTTP handler with a time limit for every attempt, kept on an injected clock. An abort signal given to
 * `client.send` would cover all attempts and the waits between them, and would rule out the retry of a timeout.
 *
 * An attempt over the limit fails as a `ModelTimeoutException`, a connection that fails as a `ConnectionError`.
 */
export class AttemptTimeoutHandler extends NodeHttpHandler {
  readonly #clock: Clock;
  readonly #timeoutMs: number;

  constructor(clock: Clock, timeoutMs: number) {
    // A request that queued for a socket would wait for others that wait in virtual time, and time would never move.
    super({ ...SAFETY_NET, httpAgent: { keepAlive: true, maxSockets: Infinity } });
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
  }

  override async handle(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
    const timeout = this.#clock.timeout(this.#timeoutMs);
    try {
      const handled = await super.handle(request, { ...options, abortSignal: timeout.signal });
      // The answer's body is still to come, and it counts. Left to the SDK's handler, it would end as a broken connection.
      const { body } = handled.response;
      timeout.signal.addEventListener('abort', () => body.destroy(this.#timedOut()), { once: true });
      body.once('end', timeout.clear).once('close', timeout.clear);
      return handled;
    } catch (error) {
      timeout.clear();
      if (timeout.signal.aborted) throw this.#timedOut();
      const { name } = bedrockFailure(error);
      throw name === CONNECTION_ERROR ? named(name, 'The connection failed.', error) : error;
    }
  }

  #timedOut(): Error {
    return named(MODEL_TIMEOUT, `No answer within ${this.#timeoutMs} ms.`);
  }
}

const named = (name: string, message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { name });
