import type { Machine } from '../../asl/index.js';
import { buildMachine } from '../../asl/machine.js';
import { sourcePosition } from '../../asl/source-position.js';
import type { BatchInput, BatchOutput } from '../batch.js';
import { announceState } from './announce.js';
import { blueprintOf, type CircuitBreakerOptions, type States } from './blueprint.js';
import { sharedCircuits } from '../shared/shared-circuits.js';
import { cooldownStates } from './cooldown.js';
import { finishStates } from './finish.js';
import { lastResortState } from './last-resort.js';
import { ownCircuits } from './own-circuits.js';
import { prepareStates } from './prepare.js';
import { routeState } from './route.js';
import { targetStates } from './target-states.js';

/**
 * A batch behind circuit breakers as one self-contained state machine.
 *
 * With the scope `execution` the circuits live in the execution's variables. `Route` decides, a chunk of calls runs as
 * an inline Map, and the Map's own Assign folds the outcomes into the circuit: two state transitions a chunk beside the
 * calls themselves.
 *
 * With the scope `shared` they live in a DynamoDB table, and whatever calls the same models shares them: other
 * executions, the children of a Distributed Map, the request path. The machine reads them before each decision, one
 * transition more a chunk, and writes each counted failure when it happens. A table that cannot be reached counts as
 * CLOSED, with the metric `CircuitBreakerUnavailable`. An input's `state` is a wish there: HALF_OPEN probes the first
 * target at once unless its circuit is CLOSED; the table knows the rest.
 *
 * While a target is OPEN no call reaches it; when the reset
 * timer has run, one call probes it. Every item ends in exactly one outcome, counted by tier in the output.
 *
 * It starts with a {@link BatchInput}: a list of items, an operator's `{"state":"HALF_OPEN","failure_count":0}`, or what
 * a previous execution handed over.
 *
 * @throws CircuitConfigurationError for an invalid circuit configuration, with all its problems
 * @throws TypeError for targets without a name of their own
 */
export function circuitBreakerMachine<Item>(
  options: CircuitBreakerOptions<Item>,
): Machine<BatchInput<Item>, BatchOutput> {
  const { name, startAt, states } = circuitBreakerStates(options);
  const machine = buildMachine({ name, startAt, states }, sourcePosition(circuitBreakerMachine));
  return machine as Machine<BatchInput<Item>, BatchOutput>;
}

/**
 * The states of {@link circuitBreakerMachine}, for a machine that does something before its batch or after it: it leads
 * to `startAt` with a {@link BatchInput}, and puts a state of its own in the place of `Done`. A batch that ends in
 * `Continue` goes on in another execution of the same machine.
 *
 * @throws as {@link circuitBreakerMachine}
 */
export function circuitBreakerStates<Item>(options: CircuitBreakerOptions<Item>): CircuitBreakerStates {
  const blueprint = blueprintOf(options);
  const scope = options.scope === 'shared' ? sharedCircuits(blueprint) : ownCircuits(blueprint);
  return {
    name: blueprint.name,
    startAt: blueprint.loadItems ? 'Start' : 'Prepare',
    states: {
      ...prepareStates(blueprint, scope),
      ...routeState(blueprint, scope),
      ...Object.assign({}, ...blueprint.targets.map((target) => targetStates(blueprint, scope, target))),
      ...lastResortState(blueprint, scope),
      ...announceState(blueprint, scope),
      ...cooldownStates(blueprint, scope),
      ...scope.states,
      ...finishStates(blueprint),
    },
  };
}

/** A batch's states by name, and the name of the first one. */
export interface CircuitBreakerStates {
  readonly name: string;
  readonly startAt: string;
  readonly states: States;
}
