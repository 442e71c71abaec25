import type { FailFastRedis } from '../redis/fail-fast-redis.js';
import { intervalMs, type RateLimitStore, toleranceMs } from './rate-limit-store.js';

/**
 * One turn, by the server's clock. `ARGV`: interval, tolerance and longest wait in milliseconds. It answers the wait, or
 * -1 for a refusal. A full bucket is the same as none, so the key ends when the bucket is full.
 */
const RESERVE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local interval, tolerance, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full = math.max(now, tonumber(redis.call('GET', KEYS[1]) or now))
local wait = math.max(0, full - tolerance - now)
if wait > most then return '-1' end
full = full + interval
redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now))
return string.format('%.3f', wait)`;

/** Turns in Redis or Valkey, alone or as a cluster: a key for each limit, one script a turn. */
export const redisRateLimitStore = (redis: Pick<FailFastRedis, 'send'>): RateLimitStore => ({
  async reserve(key, rule) {
    const figures = [intervalMs(rule), toleranceMs(rule), rule.maxWaitMs].map(String);
    const reply = await redis.send((client) => client.eval(RESERVE, 1, `{stepbreaker:rate:${key}}`, ...figures));
    const waitMs = Number(reply);
    return waitMs < 0 ? { granted: false } : { granted: true, waitMs };
  },
});
