import { type FailFastRedis, failFastRedis } from './fail-fast-redis.js';
import { redisAddress } from './redis-address.js';
import { redisClient } from './redis-client.js';

/** A connection with one time limit for every command. */
export interface OpenedRedis extends Pick<FailFastRedis, 'send'> {
  close(): Promise<void>;
}

/**
 * A connection of its own that fails fast, to `redis://host:port` or `rediss://…`, with `?cluster=true` for a cluster and
 * `?timeLimitMs=1000` for another time limit than 300 ms.
 *
 * @throws Error that says what to install when the optional peer `iovalkey` is missing
 */
export async function openRedis(url: string): Promise<OpenedRedis> {
  const client = await redisClient({ url });
  const redis = failFastRedis(client, redisAddress(url).timeLimitMs);
  return {
    send: redis.send,
    async close() {
      redis.close();
      client.disconnect();
    },
  };
}
