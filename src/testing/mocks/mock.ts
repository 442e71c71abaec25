import type { Outcome } from './outcome.js';
import { brief } from '../json-object.js';
import type { ResourcePattern } from './resource-pattern.js';

/** The tasks that a mock replaces: those of one state, of the resources that match, or of the states that call a function. */
export type MockTarget =
  | { readonly state: string }
  | { readonly resource: ResourcePattern }
  | { readonly functionName: string; readonly states: readonly string[] };

export interface Mock {
  readonly target: MockTarget;
  /**
   * One for each use, in the order in which the tasks are scheduled; the last one is used for all that follow. Every outcome has
   * to be used, unless the mock is optional.
   */
  readonly outcomes: readonly Outcome[];
  readonly isOptional: boolean;
}

/** As the test wrote it: `.task('Charge', …)`. */
export function describeMock({ target, outcomes }: Mock): string {
  const call = `.${targetText(target)}`;
  return outcomes.length > 1 ? `${call}, …${outcomes.length} outcomes)` : `${call}, …)`;
}

/** The beginning of the call: `task("Charge"`, `resource(/^pay/`. */
export function targetText(target: MockTarget): string {
  if ('state' in target) return `task(${brief(target.state)}`;
  if ('functionName' in target) return `resource(${target.functionName}`;
  return `resource(${typeof target.resource === 'string' ? brief(target.resource) : String(target.resource)}`;
}

/** Whether two mocks are for exactly the same: then the later one replaces the earlier one. */
export function hasSameTarget(a: Mock, b: Mock): boolean {
  return targetText(a.target) === targetText(b.target);
}
