import { OperationError } from './operation-error.js';
import { installedCommand } from '../runtime/installed-command.js';

/** What an operation needs to know of a state machine's definition. */
export interface MachineShape {
  /** The states that are not inside a Map or a Parallel. */
  readonly states: ReadonlySet<string>;
  /** Targets of a circuit breaker machine, first choice first; undefined for any other machine. */
  readonly targets: readonly string[] | undefined;
  /** Whether its circuits are in the circuit table and the executions only read them. */
  readonly sharesCircuits: boolean;
  /** The model of the first target, where its calls name one: for a smoke check. */
  readonly model: ModelAddress | undefined;
}

/** A model or inference profile, and the region to call it in. */
export interface ModelAddress {
  readonly region?: string;
  readonly modelId: string;
}

interface StateDefinition {
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Arguments?: unknown;
}

/** What `Prepare` of every circuit breaker machine sets. */
const QUEUE = ['pages', 'page', 'waiting', 'chunk', 'served', 'total', 'batch', 'continuation'];
const CIRCUIT = /^([a-z][A-Za-z0-9]*)Circuit$/;

/**
 * Reads the definition that an execution runs.
 *
 * @param definition ASL as JSON text
 */
export function machineShape(definition: string): MachineShape {
  const { States: states = {} } = JSON.parse(definition) as { States?: Readonly<Record<string, StateDefinition>> };
  const variables = Object.keys(states['Prepare']?.Assign ?? {});
  const isBreaker = QUEUE.every((name) => variables.includes(name));
  const targets = variables.flatMap((name) => CIRCUIT.exec(name)?.[1] ?? []);
  const [first = ''] = targets;
  const probe = states[`${first.charAt(0).toUpperCase()}${first.slice(1)} probe`];
  return {
    states: new Set(Object.keys(states)),
    targets: isBreaker && targets.length > 0 ? targets : undefined,
    // What an operator's `state` becomes where the circuits are not the execution's own.
    sharesCircuits: isBreaker && variables.includes('probeNow'),
    model: isBreaker ? modelIn(probe?.Arguments) : undefined,
  };
}

/** @throws OperationError for a machine whose executions keep no circuits */
export function breakerTargets({ targets }: MachineShape, executionArn: string): readonly string[] {
  if (targets !== undefined) return targets;
  throw new OperationError(
    'NotACircuitBreaker',
    `${executionArn} runs no circuit breaker machine that keeps its queue in variables, so nobody can tell what is left of it. Redrive it (${installedCommand(`redrive ${executionArn}`)}), or start the machine again with the items that have no result.`,
  );
}

/** The first object with a `modelId` in a state's arguments; a value that is an expression is known at run time only. */
function modelIn(value: unknown): ModelAddress | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { modelId, ModelId = modelId, region } = value as Readonly<Record<string, unknown>>;
  if (typeof ModelId === 'string' && !ModelId.includes('{%'))
    return { modelId: ModelId, ...(typeof region === 'string' && !region.includes('{%') && { region }) };
  for (const member of Object.values(value)) {
    const found = modelIn(member);
    if (found) return found;
  }
  return undefined;
}
