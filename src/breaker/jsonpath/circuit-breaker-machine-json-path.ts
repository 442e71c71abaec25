import { errorName, workflow, type Machine } from '../../asl/index.js';
import { buildMachine, type UntypedMachine } from '../../asl/machine.js';
import { sourcePosition } from '../../asl/source-position.js';
import { blueprintOf, capitalised, type CircuitBreakerOptions } from '../machine/blueprint.js';
import { data, type JsonPathBatchInput, type JsonPathBatchOutput } from './batch-data.js';
import { chunkStates } from './chunk-states.js';
import { openStates, recoveryStates } from './circuit-states.js';
import { withDataFlow } from './data-flow.js';
import { lastResortStates } from './last-resort-states.js';
import type { Part } from './part.js';
import { refuseWhatNeedsTime } from './refused-options.js';
import { routeStates, takeOverState } from './route-states.js';
import { startStates } from './start-states.js';

export type { JsonPathBatchInput, JsonPathBatchOutput } from './batch-data.js';

/**
 * The circuit breaker machine in JSONPath, without variables: for interpreters that know neither JSONata nor variables,
 * such as AWS's Step Functions Local. Use `circuitBreakerMachine` wherever JSONata runs.
 *
 * What JSONPath can say is the same: chunks as inline Maps, error classes, OPEN with a reset that doubles, one probe at a
 * time, `maxTries`, the chain of targets, the last resort, `{"state":"HALF_OPEN","failure_count":0}`. What differs:
 *
 * - There is no clock to compute with. Failures are counted over the chunks in a row that have some, in place of a
 *   window; only `whileOpen: 'wait'` is possible, and only the first target is waited for: another one that opens passes
 *   its work on for the rest of the execution.
 * - One target works after the other: what one leaves over, the next one takes when it has finished.
 * - Errors have their class by their whole name, with the prefixes of Bedrock, Lambda and Step Functions; messages (a
 *   day's quota, a model error that was the caller's fault) are not read.
 * - The circuits are the execution's own: it cannot share them.
 * - Nothing is announced, and there is no continuation: one execution holds the batch, and its 25,000 history events. A
 *   healthy item takes 7 and a chunk 8, so 3,076 items fit in chunks of 10 (more are refused before the first call); a
 *   call that fails takes 9, and 3 more for each retry, so keep batches that may fail altogether below 500.
 * - Queue and circuits travel from state to state: the items as JSON and 2 KiB have to fit into 256 KiB.
 *
 * @throws CircuitConfigurationError for an invalid circuit and for every field that JSONPath cannot keep, with the reason
 * @throws TypeError for targets without a name of their own
 */
export function circuitBreakerMachineJsonPath<Item>(
  options: Omit<CircuitBreakerOptions<Item>, 'scope' | 'circuitTable'>,
): Machine<JsonPathBatchInput<Item>, JsonPathBatchOutput> {
  const blueprint = blueprintOf(options);
  refuseWhatNeedsTime(options.circuit, blueprint.name);
  const { name, targets, targetNames, lastResort } = blueprint;
  const tiers = [...targetNames, ...lastResort.map((target) => target.name), 'rejected'];
  const parts: Part[] = [
    startStates(blueprint, tiers),
    ...targets.flatMap((target, index) => {
      const next = targetNames[index + 1];
      return [
        ...(index === 0 ? [] : [takeOverState(blueprint, target)]),
        routeStates(
          blueprint,
          target,
          next === undefined ? 'Last resort takes over' : `${capitalised(next)} takes over`,
        ),
        chunkStates(blueprint, target, tiers),
        openStates(blueprint, target),
        ...(index === 0 ? [recoveryStates(blueprint, target, tiers)] : []),
      ];
    }),
    lastResortStates(blueprint),
    endStates,
  ];
  const states: UntypedMachine['states'] = Object.assign({}, ...parts.map((part) => part.states));
  const built = buildMachine(
    { name, queryLanguage: 'JSONPath', startAt: 'Start', states },
    sourcePosition(circuitBreakerMachineJsonPath),
  ) as Machine<JsonPathBatchInput<Item>, JsonPathBatchOutput>;
  return withDataFlow(built, Object.assign({}, ...parts.map((part) => part.dataFlow)));
}

const endStates: Part = {
  states: {
    Done: {
      type: 'Pass',
      output: { items: data.total, outcomes: data.served, circuits: data.circuits },
      next: workflow().end(),
    },
    Misconfigured: {
      type: 'Fail',
      error: errorName('Stepbreaker.Misconfigured'),
      cause:
        'A call failed with an error that no target can be blamed for: the machine or its role is wrong. The failed call is in the history.',
    },
  },
};
