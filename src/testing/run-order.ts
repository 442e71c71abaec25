import type { Mock } from './mocks/mock.js';
import type { JsonObject } from './json-object.js';

/** What a target is to run. */
export interface RunOrder {
  readonly machineName: string;
  readonly definition: JsonObject;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly mocks: readonly Mock[];
  readonly input: unknown;
  readonly options: RunOptions;
}

export interface RunOptions {
  /** Of everything random: jitter, `$random()`, task tokens, names. Only for the embedded target. @default 0 */
  readonly seed?: number | string;
  /** When the execution starts. Only for the embedded target. @default 2026-01-01T00:00:00Z */
  readonly startAt?: Date | string | number;
  /** The name of the execution. @default 'test' on the embedded target, a random one elsewhere */
  readonly name?: string;
}
