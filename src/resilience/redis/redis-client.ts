import { optionalPackage } from '../../runtime/optional-package.js';
import { redisAddress } from './redis-address.js';

/** What our stores need of a Redis client: `Redis` and `Cluster` of iovalkey and of ioredis have it. */
export interface RedisClient {
  readonly status: string;
  connect(): Promise<void>;
  disconnect(reconnect?: boolean): void;
  ping(): Promise<unknown>;
  get(key: string): Promise<string | null>;
  set(key: string, value: string, unit: 'PX', milliseconds: number): Promise<unknown>;
  evalsha(sha: string, keys: number, ...keysAndArguments: string[]): Promise<unknown>;
  eval(script: string, keys: number, ...keysAndArguments: string[]): Promise<unknown>;
  scan(cursor: string, match: 'MATCH', pattern: string, count: 'COUNT', keys: number): Promise<[string, string[]]>;
}

/** How a client that the store makes itself is reached. */
export interface RedisAddress {
  /**
   * `redis://host:port`, or `rediss://…` for TLS; user and password as in any URL; `?cluster=true` for a cluster,
   * `?timeLimitMs=1000` for another time limit than 300 ms.
   */
  readonly url: string;
  /**
   * The server is a cluster, such as ElastiCache with cluster mode on or ElastiCache Serverless.
   * @default what the URL says
   */
  readonly cluster?: boolean;
}

/** Reconnects for ever, in the background, so that callers need not: at most a second passes between two attempts. */
const reconnectDelayMs = (attempts: number): number => Math.min(50 * 2 ** Math.min(attempts, 10), 1_000);

/**
 * Options with which nothing is ever held back or sent twice: with its own defaults the client holds a command for
 * ten seconds when the server is down, and repeats one whose answer was lost.
 */
const failFast = (timeLimitMs: number) => ({
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectTimeout: timeLimitMs,
  // Callers have a shorter limit than this, which is for the client's own commands while it connects.
  commandTimeout: timeLimitMs + 700,
  disconnectTimeout: 100,
  retryStrategy: reconnectDelayMs,
  // After a failover the old primary is a replica: the name now leads to another one.
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
});

/**
 * Makes a client, which connects at its first command.
 *
 * @param timeLimitMs milliseconds to connect in. Default: what the URL says
 * @throws MissingPackageError when the optional peer `iovalkey` is not installed
 */
export async function redisClient(address: RedisAddress, timeLimitMs?: number): Promise<RedisClient> {
  const { Cluster, Redis } = await importClient();
  const { url, ...said } = redisAddress(address.url);
  const options = failFast(timeLimitMs ?? said.timeLimitMs);
  const client =
    (address.cluster ?? said.cluster) ? clusterClient(Cluster, url, options) : new Redis(url.href, options);
  // Without a listener the client prints what the failed command reports anyway.
  client.on('error', () => {});
  return client;
}

type Package = Pick<typeof import('iovalkey'), 'Cluster' | 'Redis'>;

async function importClient(): Promise<Package> {
  const loaded: Package | { readonly default: Package } = await optionalPackage(
    'iovalkey',
    'A store in Redis or Valkey',
    () => import('iovalkey'),
  );
  // A CommonJS package: what a bundle makes of it may have a default export alone.
  return 'Redis' in loaded ? loaded : loaded.default;
}

function clusterClient(
  Cluster: Package['Cluster'],
  { protocol, hostname, port, username, password }: URL,
  options: ReturnType<typeof failFast>,
) {
  return new Cluster([{ host: hostname, port: Number(port || 6379) }], {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRedirections: 3,
    slotsRefreshTimeout: options.connectTimeout,
    clusterRetryStrategy: reconnectDelayMs,
    // The certificates of ElastiCache name hosts, not addresses.
    dnsLookup: (address, callback) => callback(null, address),
    redisOptions: {
      ...options,
      ...(username !== '' && { username: decodeURIComponent(username) }),
      ...(password !== '' && { password: decodeURIComponent(password) }),
      ...(protocol === 'rediss:' && { tls: {} }),
    },
  });
}
