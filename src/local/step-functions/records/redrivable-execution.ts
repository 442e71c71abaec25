import type { Execution } from '../../../engine/index.js';

/** An execution that can be started again where it failed. */
export interface RedrivableExecution extends Execution {
  readonly redriveCount: number;
  readonly redriveDate?: Date;
  redrive(): void;
}

export function isRedrivable(execution: Execution): execution is RedrivableExecution {
  return 'redrive' in execution;
}
