import type { Outcome } from './outcome.js';
import { brief } from '../json-object.js';
import type { ResourcePattern } from './resource-pattern.js';

/** What stands for the tasks of one state, or for all tasks of the resources that match. */
export interface Mock {
  readonly target: { readonly state: string } | { readonly resource: ResourcePattern };
  /**
   * One for each use, in the order in which the tasks are scheduled; the last one stands for all that follow. Every outcome has
   * to be used, unless the mock is optional.
   */
  readonly outcomes: readonly Outcome[];
  readonly isOptional: boolean;
}

/** As the test wrote it: `.task('Charge', …)`. */
export function describeMock({ target, outcomes }: Mock): string {
  const call = 'state' in target ? `.task(${brief(target.state)}` : `.resource(${resourceText(target.resource)}`;
  return outcomes.length > 1 ? `${call}, …${outcomes.length} outcomes)` : `${call}, …)`;
}

function resourceText(pattern: ResourcePattern): string {
  return typeof pattern === 'string' ? brief(pattern) : String(pattern);
}

/** Whether two mocks are for exactly the same: then the later one replaces the earlier one. */
export function hasSameTarget(a: Mock, b: Mock): boolean {
  if ('state' in a.target) return 'state' in b.target && a.target.state === b.target.state;
  return 'resource' in b.target && String(a.target.resource) === String(b.target.resource);
}
