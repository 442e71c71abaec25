/**
 * Tasks that call the same model, each with a connection and a breaker of its own: ask the circuit as fast as they
 * can, call when they may, report, and write down what happened. A thread runs several.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createCircuitBreaker } from '../../src/resilience/circuit/circuit-breaker.js';
import { redisCircuitStore } from '../../src/resilience/circuit/redis-circuit-store.js';
import { BOARD, placeOf, type TaskEvent, type TaskOrder } from './task-order.fixture.js';

const order: TaskOrder = workerData;
const { board } = order;

async function runTask(task: number): Promise<TaskEvent[]> {
  // The machine of a test may be slow; what is tried here is order, not speed.
  const store = await redisCircuitStore({ url: order.url, timeLimitMs: 30_000 });
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
      await sleep(2);
      continue;
    }
    await sleep(1);
    const failed = Atomics.load(board, BOARD.modelIsUp) === 0;
    const caused = await breaker.report(admitted, failed ? 'counted' : 'succeeded');
    Atomics.add(board, placeOf('called', task), 1);
    log.push({ kind: 'called', generation: admitted.generation, probe: admitted.probe, failed, caused });
  }
  await store.close();
  return log;
}

parentPort?.postMessage(await Promise.all(order.tasks.map(runTask)), []);
