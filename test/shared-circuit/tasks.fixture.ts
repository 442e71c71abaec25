import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { BOARD, placeOf, type TaskEvent, type TaskOrder, type TurnKind } from './task-order.fixture.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Starts tasks in threads, which wait for each other and then call at full speed. The model is down until the test says otherwise. */
export async function startTasks({
  count,
  threads,
  ...order
}: Pick<TaskOrder, 'count' | 'store' | 'pauseMs' | 'circuit' | 'configuration'> & { readonly threads: number }) {
  // Threads read no TypeScript.
  const folder = mkdtempSync(join(tmpdir(), 'stepbreaker-tasks-'));
  const file = join(folder, 'task.mjs');
  await build({
    entryPoints: [join(root, 'test', 'shared-circuit', 'task.fixture.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // One small file is what threads are ready with the soonest.
    minify: true,
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const board = new Int32Array(new SharedArrayBuffer(placeOf('called', count) * Int32Array.BYTES_PER_ELEMENT));
  const numbers = Array.from({ length: count }, (_, task) => task);
  const workers = Array.from({ length: threads }, (_, thread) => {
    const tasks = numbers.filter((task) => task % threads === thread);
    const workerData: TaskOrder = { ...order, tasks, count, board };
    return new Worker(file, {
      workerData,
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    });
  });
  const logs = Promise.all(workers.map(async (worker): Promise<TaskEvent[][]> => (await once(worker, 'message'))[0]));
  let died: unknown;
  logs.catch((error: unknown) => {
    died = error;
  });
  const turns = (kind: TurnKind) => Array.from({ length: count }, (_, task) => board[placeOf(kind, task)]);
  async function allOnceMore(kind: TurnKind): Promise<void> {
    const before = turns(kind);
    while (turns(kind).some((times, task) => times === before[task])) {
      if (died !== undefined) throw died;
      await sleep(5);
    }
  }
  return {
    modelComesBack: () => void Atomics.store(board, BOARD.modelIsUp, 1),

    /** Until every task has been kept out once more. */
    allKeptOut: () => allOnceMore('keptOut'),
    /** Until every task has made one more call. */
    allCalled: () => allOnceMore('called'),

    /** What each task did. */
    async stop(): Promise<readonly (readonly TaskEvent[])[]> {
      Atomics.store(board, BOARD.stop, 1);
      try {
        return (await logs).flat();
      } finally {
        await Promise.all(workers.map((worker) => worker.terminate()));
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
