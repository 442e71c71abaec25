import { EngineError, type Engine, type Execution, type MachineType } from '../../../engine/index.js';
import { parseArn } from '../names/arn.js';
import type { MockedExecutions } from '../tasks/mocked-executions.js';
import { ApiError, invalid } from '../wire/api-error.js';
import { ClosedExecutions } from './closed-executions.js';
import type { ExecutionRecord } from './execution-record.js';
import type { StateMachines, StateMachineTarget } from './state-machines.js';
import { parseJsonText } from '../wire/json-text.js';

/** What an execution is started with. */
export interface ExecutionOrder {
  /** Left out, the execution is named by the engine. */
  readonly name?: string | undefined;
  /** JSON text. */
  readonly input: string;
  readonly traceHeader?: string | undefined;
  /** Of the MockConfigFile. */
  readonly testCase?: string | undefined;
  /** The execution that starts this one. */
  readonly parentArn?: string | undefined;
}

/** The executions of the engine, with what only the API knows about them. */
export class Executions {
  readonly #engine: Engine;
  readonly #machines: StateMachines;
  readonly #records = new Map<string, ExecutionRecord>();
  readonly #uuid: () => string;
  readonly #closed: ClosedExecutions;
  /** Executions with a test case; undefined without a MockConfigFile. */
  mocks: MockedExecutions | undefined;

  /** @param keep how many of those that have ended stay known */
  constructor(engine: Engine, machines: StateMachines, uuid: () => string, keep: number) {
    this.#engine = engine;
    this.#machines = machines;
    this.#uuid = uuid;
    this.#closed = new ClosedExecutions(keep, (executionArn) => this.#forgetWithChildren(executionArn));
  }

  /** @throws ApiError InvalidArn, ExecutionDoesNotExist */
  get(executionArn: string): ExecutionRecord {
    parseArn(executionArn, 'execution');
    const execution = this.#engine.execution(executionArn);
    const record = execution === undefined ? undefined : this.recordOf(execution);
    if (record !== undefined) return record;
    throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  }

  /** All but the children of map runs, oldest first. */
  all(): readonly ExecutionRecord[] {
    return this.#engine.executions().flatMap((execution) => this.recordOf(execution) ?? []);
  }

  /**
   * Executions that a machine started get their record here, the children of map runs that of their parent's machine. Undefined
   * when the machine is not known.
   */
  recordOf(execution: Execution): ExecutionRecord | undefined {
    const known = this.#records.get(execution.executionArn);
    if (known !== undefined) return known;
    const parent = execution.mapRunArn === undefined ? undefined : this.#engine.execution(execution.parentArn ?? '');
    const machine = this.#machines.find(parent?.stateMachineArn ?? execution.stateMachineArn);
    if (machine === undefined) return undefined;
    const revision = (parent && this.recordOf(parent))?.revision ?? machine.current;
    return this.#keep({ execution, machine, revision, input: JSON.stringify(execution.input) });
  }

  /**
   * Runs an execution of a machine, version or alias.
   *
   * @throws ApiError InvalidExecutionInput, InvalidName, ExecutionAlreadyExists, ValidationException for a test case that is not there
   */
  start({ machine, alias, version, revision }: StateMachineTarget, order: ExecutionOrder): ExecutionRecord {
    const { name = this.#uuid(), input, traceHeader, testCase, parentArn } = order;
    const value = parseInput(input);
    if (testCase !== undefined) this.#useTestCase(machine.name, name, testCase);
    let execution: Execution;
    try {
      execution = this.#engine.startExecution({
        stateMachineArn: machine.arn,
        definition: revision.compiled,
        roleArn: revision.roleArn,
        name,
        input: value,
        ...(parentArn === undefined ? {} : { parentArn }),
      });
    } catch (error) {
      throw error instanceof EngineError ? new ApiError(error.name, error.message) : error;
    }
    const earlier = this.#records.get(execution.executionArn);
    if (earlier !== undefined) return earlier;
    if (testCase !== undefined) void execution.finished.then(() => this.mocks?.delete(machine.name, name));
    this.#forgetLater(execution, machine.type);
    return this.#keep({
      execution,
      machine,
      revision,
      input,
      ...(version === undefined ? {} : { versionArn: version.arn }),
      ...(alias === undefined ? {} : { aliasArn: alias.arn }),
      ...(traceHeader === undefined ? {} : { traceHeader }),
    });
  }

  #keep(record: ExecutionRecord): ExecutionRecord {
    this.#records.set(record.execution.executionArn, record);
    return record;
  }

  /**
   * Lets an execution go on where it ended.
   *
   * @throws ApiError ExecutionNotRedrivable
   */
  redrive({ execution, machine }: ExecutionRecord): void {
    try {
      execution.redrive();
    } catch (error) {
      throw error instanceof EngineError ? new ApiError(error.name, error.message) : error;
    }
    this.#closed.delete(execution.executionArn);
    this.#forgetLater(execution, machine.type);
  }

  /** An Express execution cannot be described once it has ended; the others are kept for a while. */
  #forgetLater({ executionArn, finished }: Execution, type: MachineType): void {
    void finished.then(() => (type === 'EXPRESS' ? this.#forget(executionArn) : this.#closed.add(executionArn)));
  }

  #forget(executionArn: string): void {
    if (this.#engine.forget(executionArn)) this.#records.delete(executionArn);
  }

  #forgetWithChildren(executionArn: string): void {
    for (const run of this.#engine.mapRuns()) {
      if (run.executionArn !== executionArn) continue;
      for (const child of run.executions()) this.#records.delete(child.executionArn);
    }
    this.#forget(executionArn);
  }

  #useTestCase(machine: string, execution: string, testCase: string): void {
    if (this.mocks !== undefined) return this.mocks.add(machine, execution, testCase);
    throw invalid(
      `There is no mock config file to take the test case '${testCase}' from: start with --mock-config FILE.`,
    );
  }
}

function parseInput(input: string): unknown {
  try {
    return parseJsonText(input);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${why}'`);
  }
}
