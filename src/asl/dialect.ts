import type { Fields } from './asl.js';

/** What the state is doing when a template is evaluated: it decides what `$` means in JSONPath. */
export type Moment = 'entry' | 'result' | 'error' | 'item';

/** Whose output a template is. */
export type OutputOf = 'Task' | 'Map' | 'Parallel' | 'Pass' | 'Wait' | 'Choice' | 'Succeed' | 'Catch';

/**
 * A query language as the emitter sees it: each function gives the fields that say something in that language. What it
 * cannot say it throws as NotExpressibleError.
 */
export interface Dialect {
  /** A field with a plain value or an expression: `TimeoutSeconds`, or in JSONPath `TimeoutSecondsPath`. */
  scalar(field: string, value: unknown): Fields;
  /** What a call is given. */
  arguments(value: unknown): Fields;
  /** Data inside a field. */
  template(value: unknown, moment: Moment): unknown;
  /** `output` is what the same state hands on, if it says so. */
  assign(values: Readonly<Record<string, unknown>>, moment: Moment, output?: unknown): Fields;
  output(of: OutputOf, value: unknown, moment: Moment): Fields;
  /** The items of a map. */
  items(value: unknown): Fields;
  itemSelector(value: unknown): Fields;
  /** Makes a part of the raw result the output of a Task. */
  pick(path: readonly string[]): Fields;
  /** The condition of a choice rule. */
  condition(value: unknown): Fields;
}

/** Something that the chosen query language has no words for. */
export class NotExpressibleError extends Error {
  override readonly name = 'NotExpressibleError';
}
