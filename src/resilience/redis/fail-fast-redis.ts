import type { RedisClient } from './redis-client.js';
import { instancesOf } from '../../runtime/instances-of.js';

/** Thrown at once, or after the time limit at the latest, when Redis cannot be asked. */
export class RedisUnavailableError extends Error {
  static override readonly [Symbol.hasInstance] =
    /* @__PURE__ */ instancesOf<RedisUnavailableError>('RedisUnavailableError');
  override readonly name = 'RedisUnavailableError';
}

/** A client that costs its callers one time limit when the server goes away, and nothing after that. */
export interface FailFastRedis {
  /** @throws RedisUnavailableError, or the server's own error when it answered with one */
  send<Result>(command: (client: RedisClient) => Promise<Result>): Promise<Result>;
  /** Ends the attempts to get the server back. */
  close(): void;
}

/** Between two attempts to get the server back: doubled from the first to the last. */
const RECOVERY_MS = { first: 50, last: 1_000 } as const;

/**
 * Puts a time limit on every command, including the connection it may need first. From the first command that gets no
 * answer on all others fail at once, until a `PING` in the background is answered.
 *
 * @param timeLimitMs milliseconds of real time
 */
export function failFastRedis(client: RedisClient, timeLimitMs: number): FailFastRedis {
  let outage: unknown;
  let connecting: Promise<void> | undefined;
  let recovery: NodeJS.Timeout | undefined;
  let closed = false;

  const connect = (): Promise<void> =>
    (connecting ??= client.connect().finally(() => {
      connecting = undefined;
    }));

  /** A client that has given up, or was never used, is connected; one that reconnects by itself is left to it. */
  const attempt = <Result>(command: (client: RedisClient) => Promise<Result>): Promise<Result> =>
    connecting || client.status === 'wait' || client.status === 'end'
      ? connect().then(() => command(client))
      : command(client);

  function recoverIn(delayMs: number): void {
    if (closed) return;
    recovery = setTimeout(async () => {
      try {
        await within(
          timeLimitMs,
          attempt((each) => each.ping()),
        );
        outage = undefined;
      } catch (error) {
        // A connection on which nothing comes back may be to a host that will not come back.
        if (error instanceof RedisUnavailableError && client.status === 'ready') client.disconnect(true);
        recoverIn(Math.min(delayMs * 2, RECOVERY_MS.last));
      }
    }, delayMs);
    recovery.unref();
  }

  return {
    async send(command) {
      if (outage !== undefined) throw new RedisUnavailableError('Redis is still unreachable', { cause: outage });
      try {
        return await within(timeLimitMs, attempt(command));
      } catch (error) {
        if (isAnswer(error)) throw error;
        if (outage === undefined) {
          outage = error;
          recoverIn(RECOVERY_MS.first);
        }
        if (error instanceof RedisUnavailableError) throw error;
        throw new RedisUnavailableError('Redis is unreachable', { cause: error });
      }
    },
    close() {
      closed = true;
      clearTimeout(recovery);
    },
  };
}

/** The server answered, if only to complain: it is there. */
const isAnswer = (error: unknown): boolean => error instanceof Error && error.name === 'ReplyError';

function within<Result>(ms: number, answer: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // After a long turn of the event loop the answer may be waiting in the socket: it is read before this runs.
      setImmediate(() => reject(new RedisUnavailableError(`Redis did not answer within ${ms} ms`)));
    }, ms);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
