import { type FailFastRedis, failFastRedis } from '../circuit/fail-fast-redis.js';
import { redisClient } from '../circuit/redis-client.js';

/** What Redis may cost a caller while it is down, once. */
const TIME_LIMIT_MS = 300;

/**
 * A connection of its own that fails fast, to `redis://host:port` or `rediss://…`, with `?cluster=true` for a cluster.
 *
 * @throws Error that says what to install when the optional peer `iovalkey` is missing
 */
export async function openRedis(url: string): Promise<Pick<FailFastRedis, 'send'> & { close(): Promise<void> }> {
  const cluster = new URL(url).searchParams.get('cluster') === 'true';
  const client = await redisClient({ url: url.replace(/\?.*$/, ''), cluster });
  const redis = failFastRedis(client, TIME_LIMIT_MS);
  return {
    send: redis.send,
    async close() {
      redis.close();
      client.disconnect();
    },
  };
}
