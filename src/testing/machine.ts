import { loadDefinition, type MachineSource } from './definition/load-definition.js';
import { nearest } from '../runtime/nearest.js';
import { indexStates, type StateEntry } from './definition/state-index.js';
import type { Substitutions } from './definition/substitutions.js';
import type { JsonObject } from './json-object.js';
import { calledFunction, callText, functionText, isCallOf, type CalledFunction } from './mocks/called-function.js';
import { targetText, type Mock, type MockTarget } from './mocks/mock.js';
import { withMock } from './mocks/mock-book.js';
import type { Outcome } from './mocks/outcome.js';
import type { AnyTaskFunction, OutcomesOf } from './mocks/typed-outcomes.js';
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
  const loaded = loadDefinition(source, options.substitutions);
  const { definition, placeholders, name = 'machine', type = 'STANDARD' } = loaded;
  return new TestedMachine({
    definition,
    ...(placeholders === undefined ? {} : { placeholders }),
    options: { name, type, ...options },
    mocks: [],
  });
}

interface Parts {
  readonly definition: JsonObject;
  /** What the `${Name}` in it stand for, when it was built. */
  readonly placeholders?: object;
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
  task(state: string, ...outcomes: readonly Outcome[]): TestedMachine;
  /**
   * The same, typed by the task function that the state calls: `task('Charge', charge, { receiptId: 'r1' })`. Results and the
   * arguments of mock functions are those of the function, or the test does not compile.
   *
   * @param of what the machine was built with: of `lambda<typeof handler>(…)`, `awsSdk`, `dynamodb` and the others
   * @throws TypeError when the state calls something else
   */
  task<F extends AnyTaskFunction>(state: string, of: F, ...outcomes: OutcomesOf<F>): TestedMachine;
  task(state: string, ...given: readonly unknown[]): TestedMachine {
    const entry = this.#states.get(state);
    if (entry?.type !== 'Task') throw new TypeError(this.#noTask(state, entry));
    const called = this.#calledFunction(given[0]);
    if (called !== undefined && !isCallOf(called, entry)) throw new TypeError(this.#otherCall(entry, called));
    return this.#with({ state }, called === undefined ? given : given.slice(1));
  }

  /**
   * Says what the tasks of a resource do, in whichever state: `'events:putEvents'`, `'dynamodb:*'`, the name or ARN of a Lambda
   * function, `/payment/`. A mock of the state itself goes first; of several resources that match, the one added last.
   */
  resource(pattern: ResourcePattern, ...outcomes: readonly Outcome[]): TestedMachine;
  /**
   * The same for all states that call a task function, and typed by it: `resource(charge, { receiptId: 'r1' })`.
   *
   * @throws TypeError when no state calls it
   */
  resource<F extends AnyTaskFunction>(of: F, ...outcomes: OutcomesOf<F>): TestedMachine;
  resource(resource: unknown, ...outcomes: readonly unknown[]): TestedMachine {
    const called = this.#calledFunction(resource);
    // The overloads leave nothing else.
    if (called === undefined) return this.#with({ resource: resource as ResourcePattern }, outcomes);
    const states = this.#statesThatCall(called);
    if (states.length === 0) throw new TypeError(`No state calls ${called.name} (${functionText(called)})`);
    return this.#with({ functionName: called.name, states }, outcomes);
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
   * @throws WaitsForeverError when a task token is never answered
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

  #calledFunction(given: unknown): CalledFunction | undefined {
    const { placeholders, options } = this.#parts;
    return calledFunction(given, { placeholders, substitutions: options.substitutions });
  }

  #statesThatCall(called: CalledFunction): readonly string[] {
    return [...this.#states.values()]
      .filter((entry) => entry.type === 'Task' && isCallOf(called, entry))
      .map(({ name }) => name);
  }

  #otherCall(entry: StateEntry, called: CalledFunction): string {
    const callers = this.#statesThatCall(called).map((name) => `'${name}'`);
    const hint = callers.length === 0 ? 'no state calls it' : `called by ${callers.join(', ')}`;
    return `task('${entry.name}', ${called.name}, …): the state calls ${callText(entry)}, not ${functionText(called)} (${hint})`;
  }

  #with(target: MockTarget, given: readonly unknown[]): TestedMachine {
    if (given.length === 0) {
      throw new TypeError(
        `${targetText(target)}, …) was given no outcome: give a value, an Error, { error, cause } or a function`,
      );
    }
    // What the overloads let pass.
    const outcomes = given as readonly Outcome[];
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
    const near = nearest(state, tasks);
    const hint = near === undefined ? '' : `: is '${near}' meant?`;
    return `The machine has no state '${state}'${hint} (its Task states: ${tasks.map((each) => `'${each}'`).join(', ') || 'none'})`;
  }
}
