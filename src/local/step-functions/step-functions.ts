import { EngineError, InvalidDefinitionError, type Clock, type Engine, type Execution } from '../../engine/index.js';
import { engineDiagnostics } from './definition/check-definition.js';
import { diagnose } from './definition/diagnose.js';
import { mapRunsOf, type MapRun } from './engine-abilities.js';
import { StateRunner } from './test-state/state-runner.js';
import type { MockedExecutions } from './tasks/mocked-executions.js';
import { invalidDefinition } from './definition/invalid-definition.js';
import type { Activity } from './records/activity.js';
import type { ExecutionRecord } from './records/execution-record.js';
import type { StateMachineTarget } from './records/state-machines.js';
import { StateMachines } from './records/state-machines.js';
import { Tags } from './records/tags.js';
import { drawRoute } from './records/routing.js';
import { parseArn } from './names/arn.js';
import { ApiError, invalid } from './wire/api-error.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an execution is started with. */
export interface ExecutionOrder {
  /** @default a UUID */
  readonly name?: string | undefined;
  /** JSON text. */
  readonly input: string;
  readonly traceHeader?: string | undefined;
  /** Of the MockConfigFile. */
  readonly testCase?: string | undefined;
}

/** The service behind the API: everything that operations share. */
export class StepFunctions {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly region: string;
  readonly accountId: string;
  readonly stateMachines = new StateMachines();
  readonly activities = new Map<string, Activity>();
  readonly tags = new Tags();
  /** Executions with a test case; undefined without a MockConfigFile. */
  mocks: MockedExecutions | undefined;
  /** Runs the states of TestState. */
  readonly states: StateRunner;
  readonly #closing = new AbortController();
  readonly #records = new Map<string, ExecutionRecord>();
  /** Of the values that only have to differ: revision ids, names, the choice of an alias. */
  readonly random: { uuid(): string; next(): number };

  constructor(
    engine: Engine,
    origin: { region: string; accountId: string },
    random: { uuid(): string; next(): number },
  ) {
    this.engine = engine;
    this.clock = engine.clock;
    this.region = origin.region;
    this.accountId = origin.accountId;
    this.random = random;
    this.states = new StateRunner(this);
  }

  /** Aborts when the service is closed, so that nobody waits any longer. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  close(): void {
    this.#closing.abort();
  }

  arn(type: string, name: string): string {
    return `arn:aws:states:${this.region}:${this.accountId}:${type}:${name}`;
  }

  /** @throws ApiError InvalidArn, ExecutionDoesNotExist */
  execution(executionArn: string): ExecutionRecord {
    parseArn(executionArn, 'execution');
    const execution = this.engine.execution(executionArn);
    const record = execution === undefined ? undefined : this.recordOf(execution);
    if (record !== undefined) return record;
    throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  }

  /** All executions, oldest first. */
  executions(): readonly ExecutionRecord[] {
    return this.engine.executions().flatMap((execution) => this.recordOf(execution) ?? []);
  }

  /** @throws ApiError InvalidArn, ResourceNotFound */
  mapRun(mapRunArn: string): MapRun {
    parseArn(mapRunArn, 'mapRun');
    const run = mapRunsOf(this.engine).find((one) => one.mapRunArn === mapRunArn);
    if (run !== undefined) return run;
    throw new ApiError('ResourceNotFound', `Resource not found: '${mapRunArn}'`, 400, { resourceName: mapRunArn });
  }

  /** The map run that an execution is a child of, if it is one. */
  mapRunArnOf(executionArn: string): string | undefined {
    return mapRunsOf(this.engine).find((run) => run.executions().some((child) => child.executionArn === executionArn))
      ?.mapRunArn;
  }

  /** Executions that a machine started, as `states:startExecution` does, get their record here. Undefined when the machine is not known. */
  recordOf(execution: Execution): ExecutionRecord | undefined {
    const known = this.#records.get(execution.executionArn);
    if (known !== undefined) return known;
    const machine = this.stateMachines.find(execution.stateMachineArn);
    if (machine === undefined) return undefined;
    const record = { execution, machine, revision: machine.current, input: JSON.stringify(execution.input) };
    this.#records.set(execution.executionArn, record);
    return record;
  }

  /** @throws ApiError InvalidArn, ActivityDoesNotExist */
  activity(activityArn: string): Activity {
    parseArn(activityArn, 'activity');
    const activity = this.activities.get(activityArn);
    if (activity !== undefined) return activity;
    throw new ApiError('ActivityDoesNotExist', `Activity Does Not Exist: '${activityArn}'`);
  }

  /**
   * Checks and compiles a definition under the name of its machine.
   *
   * @throws ApiError InvalidDefinition
   */
  define(name: string, definition: string, type: 'STANDARD' | 'EXPRESS'): void {
    const diagnostics = diagnose(definition, type);
    if (diagnostics.length > 0) throw invalidDefinition(definition, diagnostics);
    try {
      this.engine.createStateMachine({ name, definition, type });
    } catch (error) {
      throw error instanceof InvalidDefinitionError ? invalidDefinition(definition, engineDiagnostics(error)) : error;
    }
  }

  /** What an ARN to start leads to; an alias with two routes draws one of them. */
  target(stateMachineArn: string): StateMachineTarget {
    const target = this.stateMachines.resolve(stateMachineArn);
    const { alias, machine } = target;
    if (alias === undefined || alias.routes.length < 2) return target;
    const version = machine.version(drawRoute(alias, this.random.next()));
    return version === undefined ? target : { ...target, version, revision: version.revision };
  }

  /**
   * Runs an execution of a machine, version or alias.
   *
   * @throws ApiError StateMachineDoesNotExist, InvalidExecutionInput, ExecutionAlreadyExists
   */
  start(target: StateMachineTarget, order: ExecutionOrder): ExecutionRecord {
    const { machine, alias, version, revision } = target;
    const { name = this.random.uuid(), input, traceHeader, testCase } = order;
    const value = parseInput(input);
    if (testCase !== undefined) this.#useTestCase(machine.name, name, testCase);
    const isOther = revision !== machine.current;
    if (isOther) this.define(machine.name, revision.definition, machine.type);
    let execution: Execution;
    try {
      execution = this.engine.startExecution({ stateMachineArn: machine.arn, name, input: value });
    } catch (error) {
      throw error instanceof EngineError ? new ApiError(error.name, error.message) : error;
    } finally {
      if (isOther) this.define(machine.name, machine.current.definition, machine.type);
    }
    const earlier = this.#records.get(execution.executionArn);
    if (earlier !== undefined) return earlier;
    if (testCase !== undefined) void execution.finished.then(() => this.mocks?.delete(machine.name, name));
    const record = {
      execution,
      machine,
      revision,
      input,
      ...(version === undefined ? {} : { versionArn: version.arn }),
      ...(alias === undefined ? {} : { aliasArn: alias.arn }),
      ...(traceHeader === undefined ? {} : { traceHeader }),
    };
    this.#records.set(execution.executionArn, record);
    return record;
  }

  #useTestCase(machine: string, execution: string, testCase: string): void {
    if (this.mocks !== undefined) return this.mocks.add(machine, execution, testCase);
    throw invalid(
      `There is no mock config file to take the test case '${testCase}' from: start with --mock-config FILE.`,
    );
  }

  /**
   * Hands an answer over to the task that waits for it.
   *
   * @throws ApiError TaskTimedOut for a task that is over, InvalidToken for what never was a token
   */
  answerTask(taskToken: string, answer: () => void): void {
    try {
      answer();
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      // All tokens are UUIDs: that tells those apart that have been given out, without keeping them for ever.
      if (!UUID.test(taskToken)) throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
      throw new ApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    }
  }

  /**
   * Holds that a resource exists which can have tags.
   *
   * @throws ApiError InvalidArn, ResourceNotFound
   */
  taggable(resourceArn: string): string {
    parseArn(resourceArn, 'stateMachine', 'activity');
    if (this.activities.has(resourceArn) || this.stateMachines.find(resourceArn) !== undefined) return resourceArn;
    throw new ApiError('ResourceNotFound', `Resource not found: '${resourceArn}'`, 400, { resourceName: resourceArn });
  }
}

function parseInput(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${why}'`);
  }
}
