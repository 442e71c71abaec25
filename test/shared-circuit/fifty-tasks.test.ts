import { expect, test } from '@jest/globals';
import type { CircuitStore, SharedCircuit } from '../../src/circuit/index.js';
import { startLocalDynamoDb } from '../../src/local/dynamodb/local-dynamodb.js';
import { startRedisServer } from '../../src/local/redis/index.js';
import { createCircuitOperator, dynamoDbCircuitStore, redisCircuitStore } from '../../src/resilience/index.js';
import { eventually } from '../../src/resilience/redis/eventually.fixture.js';
import type { TaskOrder } from './task-order.fixture.js';
import { startTasks } from './tasks.fixture.js';

const TASKS = 50;
const circuit = 'us-east-1/model';
const configuration = { failureThreshold: 5, windowSeconds: 3_600 };

/** A store for the test, and how tasks find theirs. */
interface Place {
  readonly store: CircuitStore;
  readonly order: Pick<TaskOrder, 'store' | 'pauseMs'> & { readonly threads: number };
  close(): Promise<void>;
}

async function redis(): Promise<Place> {
  const server = await startRedisServer();
  const store = await redisCircuitStore({ url: server.url, timeLimitMs: 30_000 });
  return {
    store,
    order: { store: { url: server.url }, pauseMs: 2, threads: 5 },
    close: () => store.close().then(server.stop),
  };
}

/** The server of the tests does a few hundred requests a second. */
async function dynamoDb(): Promise<Place> {
  const { endpoint, client, createCircuitTable, close } = await startLocalDynamoDb();
  const tableName = await createCircuitTable();
  return {
    store: dynamoDbCircuitStore({ tableName, client }),
    order: { store: { endpoint, tableName }, pauseMs: 25, threads: 2 },
    close,
  };
}

/** Waits until the circuit is as wanted. */
const until = (store: CircuitStore, wanted: Partial<SharedCircuit>) =>
  eventually(async () => expect((await store.read(circuit)).record).toMatchObject(wanted));

const promise = 'five failures stop all, one probe a reset, one brings all back';

test.each([
  ['Redis', redis],
  ['DynamoDB', dynamoDb],
])(`fifty tasks at full speed against a model that is down, circuit in %s: ${promise}`, async (_name, openPlace) => {
  const { store, order, close } = await openPlace();
  const operator = createCircuitOperator(store);
  const tasks = await startTasks({ ...order, count: TASKS, circuit, configuration });
  let logs;
  try {
    await until(store, { st: 'OPEN', gen: 1 });
    await tasks.allKeptOut();
    // The reset timer is 10 s at least: an operator makes the probe due instead.
    await operator.probeNow(circuit);
    await until(store, { st: 'OPEN', gen: 4, opens: 2 });
    await tasks.allKeptOut();
    tasks.modelComesBack();
    await operator.probeNow(circuit);
    await until(store, { st: 'CLOSED', gen: 7 });
    // A moment in which every task gets a turn.
    await tasks.allCalled();
  } finally {
    logs = await tasks.stop().finally(close);
  }

  const calls = logs.flat().filter((event) => event.kind === 'called');
  const beforeTrip = calls.filter(({ generation }) => generation === 0);
  const count = (transition: string | undefined) => beforeTrip.filter(({ caused }) => caused === transition).length;
  // The fifth failure opens; all others were in flight then: one a task at most.
  expect([count('recordFailure'), count('trip')]).toEqual([4, 1]);
  expect(count(undefined)).toBe(beforeTrip.length - 5);
  const inFlight = logs.map((log) => log.filter((one) => one.kind === 'called' && one.generation === 0 && !one.caused));
  expect(Math.max(...inFlight.map((late) => late.length))).toBeLessThanOrEqual(1);

  for (const log of logs) {
    // Whatever a task called before the trip came before the first time it was kept out: its very next check.
    const firstKeptOut = log.findIndex(({ kind }) => kind === 'kept out');
    const afterIt = log.slice(firstKeptOut).filter((event) => event.kind === 'called');
    expect(firstKeptOut).toBeGreaterThanOrEqual(0);
    expect(afterIt.filter(({ generation }) => generation === 0)).toEqual([]);
    // And it is back.
    expect(log.at(-1)).toMatchObject({ kind: 'called', generation: 7, failed: false });
  }
  const probes = calls.filter(({ probe }) => probe).map(({ generation, caused }) => ({ generation, caused }));
  expect(probes.sort((a, b) => (a.generation ?? 0) - (b.generation ?? 0))).toEqual([
    { generation: 3, caused: 'probeFailed' },
    { generation: 6, caused: 'probeSucceeded' },
  ]);
  // No call but those before the trip, the two probes, and those after the recovery.
  expect(new Set(calls.map(({ generation }) => generation))).toEqual(new Set([0, 3, 6, 7]));
});
