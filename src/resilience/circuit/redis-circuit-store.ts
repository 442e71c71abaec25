import { createHash } from 'node:crypto';
import {
  redisArguments,
  redisScript,
  TEXT_FIELDS,
  UNTOUCHED,
  type CircuitStore,
  type SharedCircuit,
  type StoreAnswer,
  type TransitionName,
  type TransitionParameters,
} from '../../circuit/index.js';
import { failFastRedis } from '../redis/fail-fast-redis.js';
import { redisAddress, TIME_LIMIT_MS } from '../redis/redis-address.js';
import { redisClient, type RedisAddress, type RedisClient } from '../redis/redis-client.js';

/** Where the circuits are and how they are reached. */
export type RedisCircuitStoreOptions = (RedisAddress | { readonly client: RedisClient }) & {
  /** Begins the keys of all circuits. @default 'stepbreaker' */
  readonly keyPrefix?: string;
  /** How long a caller waits for the server at most, in milliseconds. @default what the URL says, or 300 */
  readonly timeLimitMs?: number;
};

/** A store with a connection that ends with {@link close}. */
export interface RedisCircuitStore extends CircuitStore {
  /** Closes the connection, unless the client was given. */
  close(): Promise<void>;
}

/** Keys that one `SCAN` looks at. */
const SCAN_COUNT = 1_000;

/**
 * Circuits in Redis or Valkey, alone, with replicas or as a cluster: a hash each, `<keyPrefix>:{<circuit>}`. Every
 * operation is one Lua script on that one key, with the server's time: one round trip, atomic, and as many clocks as
 * there are servers.
 *
 * `list` scans the keys of every primary. An index of the circuits would save that, and would be a second key in
 * another slot, which no script may write together with the circuit: it would be wrong after the first crash between
 * two writes. Nothing but operators and the watchdog lists.
 *
 * **What a failover loses.** Redis replicates after it has answered, so a replica that is promoted may lack the last
 * writes (commonly less than a second of them). The circuit is then what it was before them, and goes on from there:
 * - lost failures: it opens that many failures later;
 * - a lost opening: callers are let in again until five more failures open it;
 * - a lost probe: another is granted; who held the first one cannot report it, being no longer the owner;
 * - a lost closing: HALF_OPEN until the lease ends, or OPEN until the probe that is due; then it closes by that probe;
 * - a lost order of an operator: it has to be given again.
 * It never closes without a probe's success that the record knows of, and no caller waits. A circuit whose record must
 * survive belongs into DynamoDB.
 *
 * A server that evicts (`maxmemory-policy` other than `noeviction`) may drop a circuit, which is then CLOSED. A full
 * one refuses to count failures, so that nothing opens, and still takes probes and closes.
 *
 * @throws Error when the package `iovalkey`, an optional peer, is missing and no client was given
 */
export async function redisCircuitStore(options: RedisCircuitStoreOptions): Promise<RedisCircuitStore> {
  const { keyPrefix = 'stepbreaker' } = options;
  const timeLimitMs = options.timeLimitMs ?? ('url' in options ? redisAddress(options.url).timeLimitMs : TIME_LIMIT_MS);
  const client = 'client' in options ? options.client : await redisClient(options, timeLimitMs);
  const redis = failFastRedis(client, timeLimitMs);
  const before = `${keyPrefix}:{`;
  const keyOf = (circuit: string): string => `${before}${circuit}}`;

  async function ask(
    circuit: string,
    names: readonly TransitionName[],
    parameters: TransitionParameters,
  ): Promise<StoreAnswer> {
    const { text, sha } = script(names, parameters.failureThreshold);
    const keysAndArguments = [keyOf(circuit), ...redisArguments(parameters)];
    const reply = await redis.send((each) =>
      each.evalsha(sha, 1, ...keysAndArguments).catch((error: unknown) => {
        // A server that was restarted has lost the scripts.
        if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
        return each.eval(text, 1, ...keysAndArguments);
      }),
    );
    return storeAnswer(reply);
  }

  const read = (circuit: string): Promise<StoreAnswer> => ask(circuit, [], { failureThreshold: 1 });

  return {
    check: (circuit, probe) => ask(circuit, ['acquireProbe'], probe),
    read,
    attempt: ask,
    async *list() {
      const pattern = `${before.replaceAll(/[\\*?[\]]/g, '\\$&')}*}`;
      const listed = new Set<string>();
      // A cluster's client has no nodes before it is connected, and an empty list would say that nothing is open.
      await redis.send((each) => each.ping());
      for (const primary of primaries(client)) {
        let cursor = '0';
        do {
          const [next, keys] = await redis.send(() => primary.scan(cursor, 'MATCH', pattern, 'COUNT', SCAN_COUNT));
          cursor = next;
          for (const key of keys) {
            if (listed.has(key)) continue;
            listed.add(key);
            const circuit = key.slice(before.length, -1);
            yield { circuit, record: (await read(circuit)).record };
          }
        } while (cursor !== '0');
      }
    },
    async close() {
      redis.close();
      if (!('client' in options)) client.disconnect();
    },
  };
}

/** A cluster's nodes, each of which scans its own keys; otherwise the client itself. */
function primaries(client: RedisClient & { nodes?: (role: 'master') => RedisClient[] }): readonly RedisClient[] {
  return client.nodes?.('master') ?? [client];
}

const scripts = new Map<string, { readonly text: string; readonly sha: string }>();

/** Texts are few: one for each request that the protocol knows, and threshold. */
function script(names: readonly TransitionName[], failureThreshold: number) {
  const key = `${names.join(' ')} ${failureThreshold}`;
  let found = scripts.get(key);
  if (!found) {
    const text = redisScript(names, failureThreshold);
    found = { text, sha: createHash('sha1').update(text).digest('hex') };
    scripts.set(key, found);
  }
  return found;
}

/** Reads the script's reply: the transition or an empty text, the time, and the record's fields and their texts. */
function storeAnswer(reply: unknown): StoreAnswer {
  const [applied, now, ...flat] = reply as [string, number, ...string[]];
  const fields: Record<string, string | number> = {};
  for (let i = 0; i < flat.length; i += 2) {
    const [field, text] = [flat[i] ?? '', flat[i + 1] ?? ''];
    fields[field] = TEXT_FIELDS.has(field) ? text : Number(text);
  }
  const record: SharedCircuit = { ...UNTOUCHED, ...fields };
  return { record, now, ...(applied !== '' && { applied: applied as TransitionName }) };
}
