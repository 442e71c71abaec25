import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  admission,
  askStore,
  circuitRules,
  converse,
  memoryCircuitStore,
  parseCircuitConfiguration,
  report,
  UNTOUCHED,
  type CircuitStore,
  type StoreRequest,
  type TransitionName,
} from '../../circuit/index.js';
import { startLocalDynamoDb, type LocalDynamoDb } from '../../local/dynamodb/local-dynamodb.js';
import { dynamoDbCircuitStore } from './dynamodb-circuit-store.js';
import { size } from '../../../test/size.js';

let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startLocalDynamoDb();
  await dynamoDb.createCircuitTable();
});
afterAll(() => dynamoDb.close());

const START = 1_790_000_000_000;
const rules = circuitRules(parseCircuitConfiguration());
const probe = { owner: 'me', leaseMs: rules.leaseMs, failureThreshold: 5 };

/** A store of the table, its clock, and what it has asked of the server. */
function storeWithClock() {
  const clock = { at: START, now: () => clock.at };
  const commands: string[] = [];
  const { client } = dynamoDb;
  const counting = new Proxy(client, {
    get: (target, property) => {
      if (property !== 'send') return Reflect.get(target, property);
      return (command: Parameters<typeof client.send>[0]) => {
        commands.push(command.constructor.name);
        return target.send(command);
      };
    },
  });
  return { clock, commands, store: dynamoDbCircuitStore({ tableName: 'circuits', client: counting, clock }) };
}

const asking = (store: CircuitStore, circuit: string) => (request: StoreRequest) => askStore(store, circuit, request);

async function trip(store: CircuitStore, circuit: string): Promise<void> {
  await store.attempt(circuit, ['tripAtOnce'], { failureThreshold: 5, resetMs: rules.resetMs });
}

describe('the same records as in memory', () => {
  const names: readonly TransitionName[] = [
    'recordFailure',
    'trip',
    'tripAtOnce',
    'acquireProbe',
    'probeSucceeded',
    'probeFailed',
    'probeInconclusive',
    'probeNow',
    'force',
    'release',
  ];
  const step = fc.record({
    names: fc.oneof(
      { weight: 3, arbitrary: fc.constant<TransitionName[]>(['recordFailure', 'trip']) },
      { weight: 2, arbitrary: fc.constantFrom(...names).map((name) => [name]) },
      { weight: 1, arbitrary: fc.constantFrom('check', 'read') },
    ),
    pause: fc.constantFrom(0, 1, 999, 10_000, 30_000, 95_000),
    late: fc.constantFrom(undefined, 0, 0, 0, 1),
    resetMs: fc.constantFrom(10_000, 300_000),
    forced: fc.constantFrom('OPEN' as const, 'CLOSED' as const),
    failureThreshold: fc.constantFrom(3, 3, 3, 1, 5),
  });

  test('field by field, in random sequences', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        const circuit = `run-${(runs += 1)}`;
        const { clock, store } = storeWithClock();
        const memory = memoryCircuitStore(clock);
        for (const { names: wanted, pause, late, ...given } of steps) {
          clock.at += pause;
          const { record } = await memory.read(circuit);
          const parameters = {
            ...given,
            owner: 'me',
            windowMs: 30_000,
            leaseMs: 95_000,
            ...(late !== undefined && { gen: record.gen - late }),
          };
          const both = (one: CircuitStore) =>
            typeof wanted === 'string'
              ? wanted === 'check'
                ? one.check(circuit, { ...probe, failureThreshold: given.failureThreshold })
                : one.read(circuit)
              : one.attempt(circuit, wanted, parameters);
          expect(await both(store)).toEqual(await both(memory));
        }
      }),
      { seed: 20_261_122, numRuns: size({ sample: 5, full: 12 }) },
    );
  });
});

describe('what a caller asks of the table', () => {
  test('a circuit that nothing was written for is CLOSED and stays without an item', async () => {
    const { store, commands } = storeWithClock();
    expect(await store.check('untouched', probe)).toEqual({ record: UNTOUCHED, now: START });
    expect(commands).toEqual(['GetItemCommand']);
    for await (const { circuit } of store.list()) expect(circuit).not.toBe('untouched');
  });

  test('a check writes when the probe is due and at no other time', async () => {
    const { store, clock, commands } = storeWithClock();
    await trip(store, 'due');
    commands.length = 0;
    expect(await store.check('due', probe)).toMatchObject({ record: { st: 'OPEN', gen: 1 } });
    expect(commands).toEqual(['GetItemCommand']);
    clock.at += rules.resetMs;
    expect(await store.check('due', probe)).toMatchObject({ applied: 'acquireProbe', record: { probe_owner: 'me' } });
    expect(commands).toEqual(['GetItemCommand', 'GetItemCommand', 'UpdateItemCommand']);
  });

  test('an attempt without a generation acts on whichever there is', async () => {
    const { store } = storeWithClock();
    await trip(store, 'any generation');
    await store.attempt('any generation', ['probeNow'], { failureThreshold: 5 });
    const forced = await store.attempt('any generation', ['force'], { failureThreshold: 5, forced: 'CLOSED' });
    expect(forced).toMatchObject({ applied: 'force', record: { gen: 3, st: 'OPEN', forced: 'CLOSED' } });
  });
});

describe('fifty callers', () => {
  const fifty = Array.from({ length: 50 }, (_, i) => `caller-${i}`);

  test('fail at once: the fifth failure opens it, the others change nothing', async () => {
    const { store } = storeWithClock();
    const ask = asking(store, 'failing');
    const admitted = await Promise.all(fifty.map((owner) => converse(admission(rules, owner), ask)));
    const applied = await Promise.all(
      admitted.map((one) => (one.admitted ? converse(report(rules, one, 'counted'), ask) : 'not admitted')),
    );
    const count = (name: string | undefined) => applied.filter((one) => one === name).length;
    expect([count('recordFailure'), count('trip'), count(undefined)]).toEqual([4, 1, 45]);
    expect((await store.read('failing')).record).toMatchObject({ st: 'OPEN', gen: 1 });
  });

  test('ask at once when the probe is due: one gets it', async () => {
    const { store, clock } = storeWithClock();
    await trip(store, 'due for all');
    clock.at += rules.resetMs;
    const ask = asking(store, 'due for all');
    const admitted = await Promise.all(fifty.map((owner) => converse(admission(rules, owner), ask)));
    expect(admitted.filter((one) => one.admitted)).toHaveLength(1);
    expect((await store.read('due for all')).record).toMatchObject({ st: 'HALF_OPEN', gen: 2 });
  });
});

test('circuits are listed over pages, and nothing else that is in the table', async () => {
  const tableName = await dynamoDb.createCircuitTable('many');
  const store = dynamoDbCircuitStore({ tableName, client: dynamoDb.client });
  const circuits = Array.from({ length: 30 }, (_, i) => `us-east-1/model-${i}`);
  for (const circuit of circuits) await trip(store, circuit);
  // Wider than the 1 MB that one page of a Scan reads.
  for (let i = 0; i < 4; i += 1) {
    const Item = { circuit: { S: `lease-${i}` }, payload: { S: 'x'.repeat(390_000) } };
    await dynamoDb.client.send(new PutItemCommand({ TableName: tableName, Item }));
  }
  const listed = [];
  for await (const { circuit, record } of store.list()) listed.push([circuit, record.st]);
  expect(listed.sort()).toEqual(circuits.map((circuit) => [circuit, 'OPEN']).sort());
});

test('a table that does not answer is given up', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = `http://127.0.0.1:${port}`;
  Object.assign(process.env, { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' });
  try {
    const store = dynamoDbCircuitStore({ tableName: 'circuits' });
    await expect(store.read('unreachable')).rejects.toMatchObject({ name: 'TimeoutError' });
  } finally {
    for (const name of ['ENDPOINT_URL_DYNAMODB', 'REGION', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY'])
      delete process.env[`AWS_${name}`];
    silent.close();
    silent.closeAllConnections();
  }
});
