import { Redis } from 'iovalkey';

/**
 * Nothing waits: a server that is gone costs a caller 300 ms, who then goes on without it. With its own defaults the
 * client would hold a command back for ten seconds.
 */
const FAIL_FAST = {
  lazyConnect: true,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  retryStrategy: () => null,
  connectTimeout: 300,
  commandTimeout: 300,
} as const;

/** A connection to Redis or Valkey that is opened by the first command, and again by the next one after it broke. */
export interface RedisConnection {
  /** Rejects within 300 ms when the server cannot be reached. */
  run<Result>(command: (redis: Redis) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** @param url `redis://host:port`, or `rediss://…` for TLS */
export function redisConnection(url: string): RedisConnection {
  const redis = new Redis(url, FAIL_FAST);
  // Without a listener the client prints what the failed command reports anyway.
  redis.on('error', () => {});
  let connecting: Promise<void> | undefined;
  const connect = (): Promise<void> =>
    (connecting ??= redis.connect().finally(() => {
      connecting = undefined;
    }));
  return {
    async run(command) {
      if (redis.status !== 'ready') await connect();
      return command(redis);
    },
    async close() {
      redis.disconnect();
    },
  };
}
