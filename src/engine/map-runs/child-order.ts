import type { RandomSource } from '../random/random-source.js';
import type { ExecutionOrder } from '../run/execution-order.js';
import type { ExecutionRun } from '../run/execution-run.js';
import type { ChildInput, MapRunPlan } from './map-run-plan.js';

/** What the children of a map run have in common. */
export interface ChildOrigin {
  readonly mapRunArn: string;
  readonly stateMachineArn: string;
  readonly machineName: string;
  readonly names: RandomSource;
}

/** The execution of one item, or of one batch. */
export function childOrder(
  parent: ExecutionRun,
  { program, type }: MapRunPlan,
  { mapRunArn, stateMachineArn, machineName, names }: ChildOrigin,
  { input, itemCount }: ChildInput,
): ExecutionOrder {
  const { region, accountId } = parent.origin;
  const name = names.uuid();
  const place = `arn:aws:states:${region}:${accountId}`;
  const executionArn =
    type === 'STANDARD'
      ? `${place}:execution:${machineName}:${name}`
      : `${place}:express:${machineName}:${name}:${names.uuid()}`;
  return {
    executionArn,
    name,
    stateMachineArn,
    machineName,
    type,
    machine: { program, timeoutSeconds: undefined },
    input,
    seedPrefix: '',
    parentArn: parent.executionArn,
    mapRun: { mapRunArn, itemCount },
  };
}
