import { inState, type Report } from './report.js';
import { allFlows, statesOf, type FlowView, type StateView } from './view.js';

const MAXIMUM_LENGTH = 80;

/** State names are short, and unique across the machine with its maps and branches (SB004, SB005). */
export function checkNames(machine: FlowView, report: Report): void {
  const first = new Map<string, StateView>();
  for (const state of allFlows(machine).flatMap(statesOf)) {
    const { name } = state;
    if (name.length > MAXIMUM_LENGTH) {
      report(
        inState(state, [], {
          code: 'SB005',
          message: `the name has ${name.length} characters; Step Functions accepts ${MAXIMUM_LENGTH}`,
          fix: 'shorten it',
        }),
      );
    }
    const other = first.get(name);
    if (other) {
      report(
        inState(state, [], {
          code: 'SB004',
          message: `the name is used twice: here and ${placeOf(other)}`,
          fix: 'state names are unique in the whole machine, its maps and its branches: rename one, or place a fragment under a prefix',
        }),
      );
    } else first.set(name, state);
  }
}

function placeOf({ flow }: StateView): string {
  return flow.owner === undefined ? 'in the machine itself' : `inside '${flow.owner.name}'`;
}
