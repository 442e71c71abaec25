import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { manualClock, type Execution, type ManualClock } from '../../engine/index.js';
import { itemNames, startBatchWorld, type BatchWorld } from '../../operations/batch-world.fixture.js';
import type { OperationStreams } from './operation-streams.js';

export const ITEMS = 20;

/** A batch whose first model went down: twelve items are served, its circuit is OPEN, and the work waits. Time does not advance. */
export interface StuckBatch extends BatchWorld {
  readonly clock: ManualClock;
  readonly stateMachineArn: string;
  readonly execution: Execution;
  readonly arn: string;
  /** The first model answers again. */
  endOutage(): void;
  /** Lets time pass, some milliseconds by some, until that has been done. */
  whileTimePasses<Result>(act: () => Promise<Result>): Promise<Result>;
}

let machines = 0;

export async function startStuckBatch(machine = `stuck-${++machines}`): Promise<StuckBatch> {
  const clock = manualClock();
  const world = await startBatchWorld(clock);
  let isDown = true;
  const start = clock.now();
  world.behaviour = ({ function: name, at }) =>
    name === 'primary' && isDown && at - start >= 6_000
      ? { milliseconds: 200, error: 'ThrottlingException' }
      : { milliseconds: 1_500 };
  const stateMachineArn = await world.create(machine, {
    whileOpen: 'wait',
    chunkSize: 4,
    concurrency: 4,
    failureThreshold: 3,
    resetTimerSeconds: 300,
  });
  const execution = world.start(stateMachineArn, 'nightly', { items: itemNames(ITEMS) });
  await clock.advance(60_000);
  return Object.assign(world, {
    clock,
    stateMachineArn,
    execution,
    arn: execution.executionArn,
    endOutage: () => void (isDown = false),
    async whileTimePasses<Result>(act: () => Promise<Result>): Promise<Result> {
      const enough = new AbortController();
      const passed = (async () => {
        while (!enough.signal.aborted) {
          await clock.advance(500);
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
      return act().finally(() => {
        enough.abort();
        return passed;
      });
    },
  });
}

/** What a command printed, and its exit code. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process, as the shell would. */
export async function runCommand(
  make: (streams: OperationStreams) => Command,
  words: readonly string[],
  around: { readonly answer?: string; readonly now?: number } = {},
): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  const { answer, now = Date.now() } = around;
  const streams: OperationStreams = {
    stdin: Object.assign(Readable.from([answer ?? '']), { isTTY: answer !== undefined }) as OperationStreams['stdin'],
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    environment: {},
    now: () => now,
  };
  const before = process.exitCode;
  await make(streams).parseAsync([...words], { from: 'user' });
  const code = Number(process.exitCode ?? 0);
  process.exitCode = before;
  return { code, stdout, stderr };
}
