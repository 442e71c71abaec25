import { workflow, type AnyState, type Call, type CloudFormationValue, type Reference } from '../../asl/index.js';
import {
  parseCircuitConfiguration,
  type CircuitConfiguration,
  type CircuitOptions,
} from '../../circuit/configuration.js';
import { errorClassesWith } from '../../circuit/error-classification.js';
import { errorClassExpression } from '../error-class-expression.js';
import type { Target } from '../target.js';
import { workQueue, type WorkQueue } from '../work-queue.js';

/** What a circuit breaker machine is made from. */
export interface CircuitBreakerOptions<Item> {
  /** Names the machine in messages. */
  readonly name?: string;
  /** What differs from the defaults of {@link CircuitConfiguration}. */
  readonly circuit?: CircuitOptions;
  /** Guarded targets, first choice first; each has a circuit of its own. At least one. */
  readonly targets: readonly Target<Item>[];
  /** The last resort, tried in this order: a cache, a static list. What even these cannot serve is `rejected`. */
  readonly lastResort: readonly Target<Item>[];
  /** A Lambda function that lists the items, as `{ items: [...] }`, when the execution's input has none. */
  readonly loadItems?: Call<'Task'>;
  /**
   * Whose circuits they are. `execution`: the execution's own, in its variables. `shared`: those of the items of
   * {@link circuitTable}, which other executions, their children and the request path use as well. Default `execution`.
   */
  readonly scope?: 'execution' | 'shared';
  /**
   * Name of a DynamoDB table with the partition key `circuit`. Needed with the scope `shared`. With the scope `execution`
   * a circuit that is not CLOSED is shown in it, so that a watchdog sees it even when its execution has ended.
   */
  readonly circuitTable?: string | CloudFormationValue;
}

/** States by name, and what leads out of them is checked when the machine is built. */
export type States = Readonly<Record<string, AnyState>>;

/** Everything the parts of the machine need to know, worked out once. What an item is does not matter in here. */
export interface Blueprint {
  readonly name: string;
  readonly circuit: CircuitConfiguration;
  readonly targets: readonly Target<unknown>[];
  readonly targetNames: readonly string[];
  /** The target that fresh items go to. */
  readonly first: string;
  readonly lastResort: readonly Target<unknown>[];
  readonly loadItems: Call<'Task'> | undefined;
  readonly queue: WorkQueue;
  /** JSONata: the class of the error in a Catch. */
  readonly errorClass: string;
  /** The variable `chunk`: what is being worked on. */
  readonly chunk: Reference<readonly { readonly item: unknown }[]>;
  readonly circuitTable: string | CloudFormationValue | undefined;
  /** The circuits' keys in the table by target; none with the scope `execution`. */
  readonly circuitKeys: Readonly<Record<string, string>>;
}

/**
 * @throws CircuitConfigurationError for an invalid configuration
 * @throws TypeError when there is no target, or two of the same name; with the scope `shared` when a key or the table is missing
 */
export function blueprintOf<Item>(options: CircuitBreakerOptions<Item>): Blueprint {
  const name = options.name ?? 'circuit breaker';
  const circuit = parseCircuitConfiguration(options.circuit, name);
  const { targets, lastResort } = options;
  const first = targets[0]?.name;
  if (first === undefined) throw new TypeError(`${name}: targets is empty; name at least one guarded target`);
  const names = [...targets, ...lastResort].map((t) => t.name);
  const wrong = names.find((n, i) => !/^[a-z][A-Za-z0-9]{0,30}$/.test(n) || n === 'rejected' || names.indexOf(n) !== i);
  if (wrong !== undefined)
    throw new TypeError(
      `${name}: target name '${wrong}' is taken or not a word; expected a name of its own such as 'primary' (a lower-case letter, then letters and digits)`,
    );
  const targetNames = targets.map((t) => t.name);
  return {
    name,
    circuit,
    targets,
    targetNames,
    first,
    lastResort,
    loadItems: options.loadItems,
    queue: workQueue(targetNames, circuit),
    errorClass: errorClassExpression(errorClassesWith(circuit.errors)),
    chunk: workflow<{ variables: { chunk: readonly { readonly item: unknown }[] } }>().vars.chunk,
    circuitTable: options.circuitTable,
    circuitKeys: options.scope === 'shared' ? circuitKeysOf(name, options) : {},
  };
}

function circuitKeysOf<Item>(
  name: string,
  { targets, circuitTable }: CircuitBreakerOptions<Item>,
): Readonly<Record<string, string>> {
  if (circuitTable === undefined)
    throw new TypeError(
      `${name}: circuitTable is missing; circuits of the scope 'shared' live in a DynamoDB table: name it`,
    );
  const circuits = targets.map(({ name: target, circuit = '' }) => {
    if (circuit === '')
      throw new TypeError(
        `${name}: circuit of target '${target}' is missing; give it the key of its circuit, such as 'us-east-1/model-id'`,
      );
    return [target, circuit];
  });
  return Object.fromEntries(circuits);
}

/** `primary` → `Primary`: how a target is written in state names. */
export const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** JSONata: the outcome counts with some tiers counted up. */
export const countedExpression = (counts: Readonly<Record<string, string>>): string => {
  const changed = Object.entries(counts).map(([tier, count]) => `'${tier}': $served.${tier} + ${count}`);
  return `$merge([$served, {${changed.join(', ')}}])`;
};
