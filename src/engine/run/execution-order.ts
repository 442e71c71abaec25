import type { Clock } from '../clock/clock.js';
import type { EventOrigin } from '../history/render-event.js';
import type { TaskDesk } from '../tasks/task-desk.js';
import type { CompiledMachine } from './compiled-state.js';
import type { ExecutionRun } from './execution-run.js';
import type { Scheduler } from './scheduler.js';

/** What an execution shares with all others of its engine. */
export interface ExecutionSurroundings {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly tasks: TaskDesk;
  readonly origin: EventOrigin;
  /** Called with every event as it happens. */
  readonly onEvent: (execution: ExecutionRun, id: number) => void;
}

/** What an execution is made of. */
export interface ExecutionOrder {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly machineName: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly machine: CompiledMachine;
  readonly input: unknown;
  /** With the ARN behind it, the seed of everything random in the execution. */
  readonly seedPrefix: string;
  /** The whole context object, if it is not to be the execution's own. */
  readonly context?: Readonly<Record<string, unknown>> | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly parentArn?: string | undefined;
  /** Of a child of a distributed Map. */
  readonly mapRun?: { readonly mapRunArn: string; readonly itemCount: number };
}
