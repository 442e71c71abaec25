import { loadDefinition, type MachineSource } from './definition/load-definition.js';
import { nearestName } from './definition/nearest-name.js';
import { indexStates, type StateEntry } from './definition/state-index.js';
import type { Substitutions } from './definition/substitutions.js';
import type { JsonObject } from './json-object.js';
import type { Mock } from './mocks/mock.js';
import { withMock } from './mocks/mock-book.js';
import type { Outcome } from './mocks/outcome.js';
import type { ResourcePattern } from './mocks/resource-pattern.js';
import type { RunOptions, RunOrder } from './run-order.js';
import type { Run } from './run/run.js';
import { EmbeddedExecution } from './targets/embedded/embedded-execution.js';
import { TargetLimitError } from './targets/target-limit-error.js';
import { chooseTarget, runOn, type TargetChoice } from './targets/target.js';

export interface MachineOptions {
  /** Values for `${Name}` in the definition. Names without a value stay as they are. */
  readonly substitutions?: Substitutions;
  /** The name of the state machine. @default that of the file or of the `serverless.yml` entry, else `machine` */
  readonly name?: string;
  /** @default STANDARD, or what the `serverless.yml` says */
  readonly type?: 'STANDARD' | 'EXPRESS';
  /** Where executions run. @default what the environment variable STEPBREAKER_TARGET says, else `embedded` */
  readonly target?: TargetChoice;
}

/**
 * A state machine to be tested. Every call gives a new one, so that tests can share a beginning.
 *
 * @throws TypeError or SyntaxError when it cannot be read
 */
export function machine(source: MachineSource, options: MachineOptions = {}): TestedMachine {
  const { definition, name = 'machine', type = 'STANDARD' } = loadDefinition(source, options.substitutions);
  return new TestedMachine({ definition, options: { name, type, ...options }, mocks: [] });
}

interface Parts {
  readonly definition: JsonObject;
  readonly options: MachineOptions & { readonly name: string; readonly type: 'STANDARD' | 'EXPRESS' };
  readonly mocks: readonly Mock[];
}

/** A machine with mocks for its tasks. It never changes: `task` and the others give a new one. */
export class TestedMachine {
  readonly #parts: Parts;
  readonly #states: ReadonlyMap<string, StateEntry>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#states = indexStates(parts.definition);
  }

  get definition(): JsonObject {
    return this.#parts.definition;
  }

  /**
   * Says what the task of a state does: one outcome for every use, or one after the other, of which the last stands for all that
   * follow. Retries and iterations are uses too. An outcome that is never reached is an error, unless {@link optional}.
   *
   * @throws TypeError when there is no such Task state
   */
  task(state: string, ...outcomes: readonly Outcome[]): TestedMachine {
    const entry = this.#states.get(state);
    if (entry?.type !== 'Task') throw new TypeError(this.#noTask(state, entry));
    return this.#with({ state }, outcomes);
  }

  /**
   * Says what the tasks of a resource do, in whichever state: `'events:putEvents'`, `'dynamodb:*'`, the name or ARN of a Lambda
   * function, `/payment/`. A mock of the state itself goes first; of several resources that match, the one added last.
   */
  resource(pattern: ResourcePattern, ...outcomes: readonly Outcome[]): TestedMachine {
    return this.#with({ resource: pattern }, outcomes);
  }

  /** The mock before this need not be used. */
  optional(): TestedMachine {
    const last = this.#parts.mocks.at(-1);
    if (last === undefined) throw new TypeError('optional() is for the mock before it, and there is none');
    return new TestedMachine({ ...this.#parts, mocks: withMock(this.#parts.mocks, { ...last, isOptional: true }) });
  }

  /**
   * Runs an execution to its end. That it fails is no error: see the matchers.
   *
   * @param input a JSON value
   * @throws UnmatchedTaskError for a task that nothing was mocked for
   * @throws UnusedMockError for mocks that nothing used
   * @throws WaitsForeverError when nobody answers a task token
   */
  async run(input: unknown = {}, options: RunOptions & { readonly target?: TargetChoice } = {}): Promise<Run> {
    const target = chooseTarget(options.target ?? this.#parts.options.target);
    return runOn(target, this.#order(input, options));
  }

  /**
   * Starts an execution whose time the test moves.
   *
   * @throws TargetLimitError on any but the embedded target: only virtual time can be moved
   */
  async start(input: unknown = {}, options: RunOptions = {}): Promise<EmbeddedExecution> {
    const { kind } = chooseTarget(this.#parts.options.target);
    if (kind !== 'embedded') {
      throw new TargetLimitError(kind, 'cannot skip time: start() is for the embedded target, run() for all');
    }
    return EmbeddedExecution.start(this.#order(input, options));
  }

  #with(target: Mock['target'], outcomes: readonly Outcome[]): TestedMachine {
    if (outcomes.length === 0) {
      const what = 'state' in target ? `task('${target.state}'` : `resource(${String(target.resource)}`;
      throw new TypeError(`${what}, …) was given no outcome: give a value, an Error, { error, cause } or a function`);
    }
    const mock: Mock = { target, outcomes, isOptional: false };
    return new TestedMachine({ ...this.#parts, mocks: withMock(this.#parts.mocks, mock) });
  }

  #order(input: unknown, options: RunOptions): RunOrder {
    const { definition, mocks } = this.#parts;
    const { name, type } = this.#parts.options;
    return { machineName: name, definition, type, mocks, input, options };
  }

  #noTask(state: string, entry: StateEntry | undefined): string {
    if (entry !== undefined) return `'${state}' is a ${entry.type} state: only Task states are mocked`;
    const tasks = [...this.#states.values()].filter(({ type }) => type === 'Task').map(({ name }) => name);
    const near = nearestName(state, tasks);
    const hint = near === undefined ? '' : `: is '${near}' meant?`;
    return `The machine has no state '${state}'${hint} (its Task states: ${tasks.map((each) => `'${each}'`).join(', ') || 'none'})`;
  }
}
