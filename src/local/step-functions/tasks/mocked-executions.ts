import { TaskError, type Engine, type TaskInterceptor } from '../../../engine/index.js';
import { invalid } from '../wire/api-error.js';
import { responseTo, type MockConfig, type TestCase } from './mock-config.js';

interface MockedExecution {
  readonly testCase: TestCase;
  /** How often each state was invoked: one counter a state and execution, whichever branch, iteration or retry it was. */
  readonly invocations: Map<string, number>;
}

/** Executions that were started as `arn#TestCase`: their mocked tasks take their results from the MockConfigFile. */
export class MockedExecutions {
  readonly #config: MockConfig;
  readonly #engine: Engine;
  /** By `machine:execution`; an Express execution's ARN is not known before it runs, its name is. */
  readonly #executions = new Map<string, MockedExecution>();

  constructor(config: MockConfig, engine: Engine) {
    this.#config = config;
    this.#engine = engine;
    engine.interceptTasks(this.#intercept);
  }

  /**
   * Lets an execution that is about to start take its results from a test case.
   *
   * @throws ApiError ValidationException when there is no such test case
   */
  add(machine: string, execution: string, testCase: string): void {
    const found = this.#config.testCase(machine, testCase);
    if (found === undefined) {
      throw invalid(`The mock config file has no test case '${testCase}' of the state machine '${machine}'.`);
    }
    this.#executions.set(`${machine}:${execution}`, { testCase: found, invocations: new Map() });
  }

  delete(machine: string, execution: string): void {
    this.#executions.delete(`${machine}:${execution}`);
  }

  readonly #intercept: TaskInterceptor = ({ executionArn, state, taskToken }) => {
    const [machine, execution] = executionArn.split(':').slice(6);
    const mocked = this.#executions.get(`${machine}:${execution}`);
    const ranges = mocked?.testCase.get(state);
    if (mocked === undefined || ranges === undefined) return undefined;
    const invocation = mocked.invocations.get(state) ?? 0;
    mocked.invocations.set(state, invocation + 1);
    const response = responseTo(ranges, invocation);
    return () => {
      if (response === undefined) {
        throw new TaskError(
          'States.Runtime',
          `The mock config file has no response for invocation ${invocation} of the state '${state}'.`,
        );
      }
      if (taskToken !== undefined) {
        // What is mocked is the answer that comes with the token; handing the task over just succeeds.
        if ('error' in response) this.#engine.sendTaskFailure({ taskToken, ...response });
        else this.#engine.sendTaskSuccess({ taskToken, output: response.result });
        return {};
      }
      if ('error' in response) throw new TaskError(response.error, response.cause);
      return response.result;
    };
  };
}
