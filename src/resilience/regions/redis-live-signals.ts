import type { FailFastRedis } from '../redis/fail-fast-redis.js';
import type { LiveSignals } from './live-signals.js';

/** One hash tag: all keys live in one slot, so that a cluster reads them with one command. */
const PREFIX = '{stepbreaker:live}:';
const PUT = `return redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])`;
const GET = `return redis.call('MGET', unpack(KEYS))`;

/** Signals in Redis or Valkey, alone or as a cluster, which ends them by its own clock. */
export const redisLiveSignals = (redis: Pick<FailFastRedis, 'send'>): LiveSignals => ({
  async put(key, value, ttlMs) {
    await redis.send((client) => client.eval(PUT, 1, PREFIX + key, value, String(Math.max(1, Math.round(ttlMs)))));
  },
  async get(keys) {
    if (keys.length === 0) return [];
    const said = await redis.send((client) => client.eval(GET, keys.length, ...keys.map((key) => PREFIX + key)));
    return keys.map((_, index) => {
      const value: unknown = Array.isArray(said) ? said[index] : undefined;
      return typeof value === 'string' ? value : undefined;
    });
  },
});
