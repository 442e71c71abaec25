/**
 * Tasks that call the same model, each with a connection and a breaker of its own: ask the circuit as fast as they
 * can, call when they may, report, and write down what happened. A thread runs several.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CircuitStore } from '../../src/circuit/index.js';
import { createCircuitBreaker } from '../../src/resilience/circuit/circuit-breaker.js';
import { dynamoDbCircuitStore } from '../../src/resilience/circuit/dynamodb-circuit-store.js';
import { redisCircuitStore } from '../../src/resilience/circuit/redis-circuit-store.js';
import { BOARD, placeOf, type TaskEvent, type TaskOrder } from './task-order.fixture.js';

const order: TaskOrder = workerData;
const { board } = order;

/** The machine of a test may be slow: without production's time limits, as it is order that is tried here. */
const openStore = async (): Promise<CircuitStore> =>
  'url' in order.store
    ? redisCircuitStore({ url: order.store.url, timeLimitMs: 30_000 })
    : dynamoDbCircuitStore({
        tableName: order.store.tableName,
        client: new DynamoDBClient({
          endpoint: order.store.endpoint,
          region: 'us-east-1',
          credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
        }),
      });

async function runTask(task: number): Promise<TaskEvent[]> {
  const store = await openStore();
  const breaker = createCircuitBreaker({ store, circuit: order.circuit, configuration: order.configuration });
  const log: TaskEvent[] = [];

  await store.read(order.circuit);
  Atomics.add(board, BOARD.started, 1);
  while (Atomics.load(board, BOARD.started) < order.count) await sleep(1);

  while (Atomics.load(board, BOARD.stop) === 0) {
    const admitted = await breaker.admission();
    if (!admitted.admitted) {
      // Many in a row say no more than one.
      if (log.at(-1)?.kind !== 'kept out') log.push({ kind: 'kept out' });
      Atomics.add(board, placeOf('keptOut', task), 1);
      await sleep(order.pauseMs);
      continue;
    }
    await sleep(1);
    const failed = Atomics.load(board, BOARD.modelIsUp) === 0;
    const caused = await breaker.report(admitted, failed ? 'counted' : 'succeeded');
    Atomics.add(board, placeOf('called', task), 1);
    log.push({ kind: 'called', generation: admitted.generation, probe: admitted.probe, failed, caused });
  }
  return log;
}

// A thread that gets this ends, and with it its connections.
parentPort?.postMessage(await Promise.all(order.tasks.map(runTask)), []);
