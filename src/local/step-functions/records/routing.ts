import { parseArn } from '../names/arn.js';
import { ApiError, invalid } from '../wire/api-error.js';
import { integer, list, required, structure } from '../wire/members.js';
import { longArn } from '../wire/request-members.js';
import type { Alias, Route, StateMachine } from './state-machine.js';
import type { StateMachines } from './state-machines.js';

/** One or two versions with their shares, as the operations on aliases take them. */
export const routingConfiguration = list(
  structure({ stateMachineVersionArn: required(longArn), weight: required(integer({ min: 0, max: 100 })) }),
  { min: 1, max: 2 },
);

/**
 * Holds the routes of an alias against AWS's rules.
 *
 * @returns the machine whose versions they are
 * @throws ApiError ValidationException, ResourceNotFound
 */
export function checkRoutes(routes: readonly Route[], machines: StateMachines): StateMachine {
  const arns = routes.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  const versions = arns.map((arn) => parseArn(arn, 'stateMachine').parts);
  if (versions.some(([, number]) => number === undefined || !/^\d+$/.test(number))) {
    throw invalid(`Routing configuration must contain state machine version ARNs. Received: [${arns.join(', ')}]`);
  }
  if (new Set(arns).size < arns.length) {
    throw invalid(
      `Routing configuration must contain distinct state machine version ARNs. Received: [${arns.join(', ')}]`,
    );
  }
  const weights = routes.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    throw invalid(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`);
  }
  const [machineArn, ...others] = [...new Set(arns.map((arn) => arn.replace(/:\d+$/, '')))];
  if (machineArn === undefined || others.length > 0) {
    throw invalid(
      `TooManyRoutes: routing configuration must contain versions of one state machine. Received: [${arns.join(', ')}]`,
    );
  }
  const machine = machines.find(machineArn);
  const unknown = machine === undefined ? arns[0] : arns.find((arn) => machine.version(arn) === undefined);
  if (machine === undefined || unknown !== undefined) throw noSuchResource(unknown ?? machineArn);
  return machine;
}

/** Draws a route by weight. @param draw in [0, 1) */
export function drawRoute({ routes }: Alias, draw: number): string {
  let rest = draw * 100;
  const drawn = routes.find(({ weight }) => (rest -= weight) < 0) ?? routes[0];
  if (drawn === undefined) throw new TypeError('An alias without routes');
  return drawn.stateMachineVersionArn;
}

/** @throws ApiError ResourceNotFound */
export function aliasOf(aliasArn: string, machines: StateMachines): { machine: StateMachine; alias: Alias } {
  const { parts } = parseArn(aliasArn, 'stateMachine');
  const [, name = ''] = parts;
  const machine = machines.find(aliasArn.slice(0, -name.length - 1));
  const alias = machine?.aliases.get(name);
  if (machine === undefined || alias === undefined) throw noSuchResource(aliasArn);
  return { machine, alias };
}

function noSuchResource(resourceName: string): ApiError {
  return new ApiError('ResourceNotFound', 'Request references a resource that does not exist.', 400, { resourceName });
}
