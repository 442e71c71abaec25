import type { RunOrder } from '../run-order.js';
import type { Run } from '../run/run.js';
import { EmbeddedExecution } from './embedded/embedded-execution.js';

export type TargetChoice = 'embedded';

export function chooseTarget(choice: TargetChoice = 'embedded'): TargetChoice {
  return choice;
}

export async function runOn(_target: TargetChoice, order: RunOrder): Promise<Run> {
  const execution = await EmbeddedExecution.start(order);
  return execution.runToEnd();
}
