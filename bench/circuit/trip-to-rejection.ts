import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { circuitRules, parseCircuitConfiguration } from '../../src/circuit/index.js';
import { createCircuitBreaker, redisCircuitStore } from '../../src/resilience/circuit/index.js';
import { latencyText, ms, quantile } from './latencies.js';

const TASKS = 50;
const THREADS = 5;
const ROUNDS = 40;
/** How long a task does other things between two checks. */
const BETWEEN_CHECKS_MS = 5;

interface Order {
  readonly url: string;
  readonly tasks: number;
  /** The round that goes on, and how many tasks are at it. */
  readonly board: Int32Array;
}

const circuitOf = (round: number): string => `round ${round}`;
const clock = (): number => performance.timeOrigin + performance.now();

/** A thread's tasks: in each round, each checks until it is kept out for the first time, and notes when. */
export async function runTasks(): Promise<void> {
  const { url, tasks, board }: Order = workerData;
  const rounds = await Promise.all(
    Array.from({ length: tasks }, async () => {
      const store = await redisCircuitStore({ url, timeLimitMs: 5_000 });
      const stopped: number[] = [];
      for (let round = 1; round <= ROUNDS; round += 1) {
        while (Atomics.load(board, 0) < round) await sleep(10);
        const breaker = createCircuitBreaker({ store, circuit: circuitOf(round) });
        await breaker.admission();
        Atomics.add(board, 1, 1);
        while ((await breaker.admission()).admitted) await sleep(BETWEEN_CHECKS_MS);
        stopped.push(clock());
        Atomics.add(board, 2, 1);
      }
      await store.close();
      return stopped;
    }),
  );
  parentPort?.postMessage(rounds, []);
}

/** From the answer to the write that opened the circuit to the first check that keeps each of fifty tasks out. */
export async function tripToRejection(url: string, file: URL): Promise<string[]> {
  const board = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
  const order: Order = { url, tasks: TASKS / THREADS, board };
  const workers = Array.from({ length: THREADS }, () => new Worker(file, { workerData: order }));
  const stops = Promise.all(workers.map(async (worker): Promise<number[][]> => (await once(worker, 'message'))[0]));
  const store = await redisCircuitStore({ url, timeLimitMs: 5_000 });
  const { failureThreshold, resetMs } = circuitRules(parseCircuitConfiguration());
  const trips: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    Atomics.store(board, 0, round);
    while (Atomics.load(board, 1) < round * TASKS) await sleep(1);
    await sleep(50);
    const circuit = circuitOf(round);
    await store.attempt(circuit, ['tripAtOnce'], { failureThreshold, resetMs });
    trips.push(clock());
    while (Atomics.load(board, 2) < round * TASKS) await sleep(1);
  }
  const tasks = (await stops).flat();
  await store.close();
  await Promise.all(workers.map((worker) => worker.terminate()));
  const last = trips.map((trip, round) => Math.max(...tasks.map((stopped) => (stopped[round] ?? NaN) - trip)));
  const each = trips.flatMap((trip, round) => tasks.map((stopped) => Math.max(0, (stopped[round] ?? NaN) - trip)));
  const within = last.filter((value) => value <= 10).length;
  return [
    `trip to rejection, each of ${TASKS} tasks (a check every ${BETWEEN_CHECKS_MS} ms)   ${latencyText(each)}`,
    `trip to the last task's rejection   p50 ${ms(quantile(last, 0.5))}, longest ${ms(quantile(last, 1))}; within 10 ms in ${within} of ${ROUNDS} rounds`,
  ];
}
