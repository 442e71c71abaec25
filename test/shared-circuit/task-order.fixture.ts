import type { CircuitOptions, TransitionName } from '../../src/circuit/index.js';

/** What all tasks see of each other, as places in {@link TaskOrder.board}; then two counters for each task. */
export const BOARD = { stop: 0, modelIsUp: 1, started: 2, counters: 3 } as const;

/** What a task counts. */
export type TurnKind = 'keptOut' | 'called';

/** The place of a task's counter. */
export const placeOf = (kind: TurnKind, task: number): number =>
  BOARD.counters + 2 * task + (kind === 'called' ? 1 : 0);

/** What a thread is started with. */
export interface TaskOrder {
  /** The numbers of the tasks that the thread runs. */
  readonly tasks: readonly number[];
  /** How many tasks there are in all threads. */
  readonly count: number;
  /** Where the circuits are: a Redis, or a table of a local DynamoDB. */
  readonly store: { readonly url: string } | { readonly endpoint: string; readonly tableName: string };
  /** Between two checks that keep a task out, in milliseconds. */
  readonly pauseMs: number;
  readonly circuit: string;
  readonly configuration: CircuitOptions;
  readonly board: Int32Array;
}

/** What a task has done, in its order. */
export type TaskEvent =
  | { readonly kind: 'kept out' }
  | {
      readonly kind: 'called';
      readonly generation: number | undefined;
      readonly probe: boolean;
      readonly failed: boolean;
      /** The transition that its report caused. */
      readonly caused: TransitionName | undefined;
    };
