/** What an operation of a Redis that is down may cost its caller, once. */
export const TIME_LIMIT_MS = 300;

/** What the address of a Redis says. */
export interface ReadRedisAddress {
  /** Without what is said in the other fields. */
  readonly url: URL;
  /** The server is a cluster: `?cluster=true`. */
  readonly cluster: boolean;
  /** Milliseconds that a command may take, and the connection it may need first: `?timeLimitMs=1000`. Default 300. */
  readonly timeLimitMs: number;
}

/**
 * Reads `redis://host:port` or `rediss://host:port` with our own parameters.
 *
 * @throws RangeError for a time limit that is not a positive number
 */
export function redisAddress(text: string): ReadRedisAddress {
  const url = new URL(text);
  const cluster = url.searchParams.get('cluster') === 'true';
  const limit = url.searchParams.get('timeLimitMs');
  const timeLimitMs = limit === null ? TIME_LIMIT_MS : Number(limit);
  if (!(timeLimitMs > 0 && Number.isFinite(timeLimitMs)))
    throw new RangeError(`timeLimitMs in the address of Redis is "${limit}", expected milliseconds, such as 300.`);
  url.searchParams.delete('cluster');
  url.searchParams.delete('timeLimitMs');
  return { url, cluster, timeLimitMs };
}
