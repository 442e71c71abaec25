import { TaskError, type Execution, type HistoryEvent } from '../../../engine/index.js';
import { isFields, objectsOf, type Fields } from '../definition/definition-scope.js';
import type { StepFunctions } from '../step-functions.js';
import type { Mock } from './mock.js';
import { isolated, type TestedState } from './tested-state.js';

/** How a state ended. */
export interface StateOutcome {
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  /** The catcher that took the error. */
  readonly catchIndex?: number;
  readonly nextState?: string;
  /** What the work of a Task, Map or Parallel state gave. */
  readonly result?: unknown;
  /** JSON texts of the variables that the state assigned. */
  readonly assigned?: Fields;
}

/** The values that a state under test sees beside its input. */
export interface Surroundings {
  readonly variables: Fields;
  /** Undefined: the context object of the execution that runs the test. */
  readonly context: Fields | undefined;
}

/** The machine under whose name tests run; it is not among those that can be listed. */
const MACHINE = 'stepbreaker-test-state';
const MOCK_API = 'aws-sdk:stepbreaker:mock';

/** Fields that tell a Map or Parallel state how to do its work, which a mock replaces. */
const WORK_FIELDS = new Set(
  (
    'Branches ItemProcessor Iterator Items ItemsPath ItemSelector ItemReader ItemBatcher ResultWriter Label MaxConcurrency ' +
    'MaxConcurrencyPath ToleratedFailureCount ToleratedFailureCountPath ToleratedFailurePercentage ToleratedFailurePercentagePath'
  ).split(' '),
);

/** Runs single states on the engine, each as a machine of its own. */
export class StateRunner {
  readonly #service: StepFunctions;
  readonly #mocks = new Map<string, Mock>();

  constructor(service: StepFunctions) {
    this.#service = service;
    const { engine } = service;
    engine.integration(MOCK_API, (_args: unknown, { executionArn, taskToken }) => {
      const mock = this.#mocks.get(executionArn.split(':')[7] ?? '');
      if (mock === undefined) throw new TaskError('States.Runtime', 'No outcome was given for this state');
      if (taskToken === undefined) {
        if ('error' in mock) throw new TaskError(mock.error, mock.cause);
        return mock.result;
      }
      if ('error' in mock) engine.sendTaskFailure({ taskToken, ...mock });
      else engine.sendTaskSuccess({ taskToken, output: mock.result });
      return {};
    });
  }

  /** Runs a state once, without its Retry. With a mock, that is what its work gives. */
  async run(tested: TestedState, input: unknown, surroundings: Surroundings, mock?: Mock): Promise<StateOutcome> {
    const catchers = objectsOf(tested.state['Catch']);
    const state = { ...(mock === undefined ? tested.state : mocked(tested.state)), ...numberedCatch(catchers) };
    const { Retry: _retry, ...once } = state as Record<string, unknown>;
    const execution = await this.#execute(tested.name, once, tested.language, input, surroundings, mock);
    return outcomeOf(execution, tested.name, catchers);
  }

  /** What a Pass state with these fields makes of an input; undefined when it fails. */
  async stage(tested: TestedState, fields: Fields, input: unknown, surroundings: Surroundings): Promise<unknown> {
    const pass = { Type: 'Pass', ...fields, End: true };
    const { output } = await this.#execute(tested.name, pass, tested.language, input, surroundings);
    return output;
  }

  async #execute(
    name: string,
    state: Fields,
    language: 'JSONPath' | 'JSONata',
    input: unknown,
    { variables, context }: Surroundings,
    mock?: Mock,
  ): Promise<Execution> {
    const { engine, random } = this.#service;
    const executionName = random.uuid();
    // AWS tests states as Express executions; only those that wait for a token cannot run in one.
    const type = waitsForToken(state) ? 'STANDARD' : 'EXPRESS';
    const definition = this.#service.compile(
      MACHINE,
      JSON.stringify({ QueryLanguage: language, ...isolated(name, state) }),
      type,
    );
    if (mock !== undefined) this.#mocks.set(executionName, mock);
    const execution = engine.startExecution({
      stateMachineArn: this.#service.arn('stateMachine', MACHINE),
      definition,
      name: executionName,
      input,
      variables,
      ...(context === undefined ? {} : { context }),
    });
    await execution.finished;
    this.#mocks.delete(executionName);
    engine.forget(execution.executionArn);
    return execution;
  }
}

/** The same state with a Task that gives the mock's outcome in the place of its work. */
function mocked(state: Fields): Fields {
  const rest = Object.entries(state).filter(
    ([field]) => !WORK_FIELDS.has(field) && !(field === 'Parameters' && state['Type'] === 'Map'),
  );
  const resource = `arn:aws:states:::${MOCK_API}${waitsForToken(state) ? '.waitForTaskToken' : ''}`;
  return { ...Object.fromEntries(rest), Type: 'Task', Resource: resource };
}

function waitsForToken(state: Fields): boolean {
  return String(state['Resource']).endsWith('.waitForTaskToken');
}

/** Every catcher leads to a state of its own, so that where the machine goes on tells which one took the error. */
function numberedCatch(catchers: readonly (readonly [number, Fields])[]): Fields {
  if (catchers.length === 0) return {};
  return { Catch: catchers.map(([index, catcher]) => ({ ...catcher, Next: catcherState(index) })) };
}

function catcherState(index: number): string {
  return `Catch[${index}]`;
}

function outcomeOf(execution: Execution, name: string, catchers: readonly (readonly [number, Fields])[]): StateOutcome {
  const events = execution.history();
  const start = events.findIndex((event) => details(event)['name'] === name);
  const end = events.findIndex((event, index) => index > start && event.type.endsWith('StateExited'));
  const own = events.slice(start, end < 0 ? undefined : end + 1);
  const next = end < 0 ? undefined : events.slice(end).find(({ type }) => type.endsWith('StateEntered'));
  const nextState = next === undefined ? undefined : String(details(next)['name']);
  const result = own.find(({ type }) => /^(?:Task|LambdaFunction|Activity)Succeeded$/.test(type));
  const exited = end < 0 ? undefined : events[end];
  const shared = {
    ...(result === undefined ? {} : { result: json(details(result)['output']) }),
    ...(exited === undefined ? {} : { output: json(details(exited)['output']) }),
    ...(isFields(exited && details(exited)['assignedVariables'])
      ? { assigned: Object(details(exited!)['assignedVariables']) }
      : {}),
  };
  const catcher = catchers.find(([index]) => nextState === catcherState(index));
  if (catcher === undefined) {
    return { ...shared, ...errorOf(execution), ...(nextState === undefined ? {} : { nextState }) };
  }
  const failed = own.findLast((event) => 'error' in details(event));
  return {
    ...shared,
    ...errorOf(failed === undefined ? {} : details(failed)),
    catchIndex: catcher[0],
    nextState: String(catcher[1]['Next']),
  };
}

function errorOf({
  error,
  cause,
}: {
  readonly error?: unknown;
  readonly cause?: unknown;
}): Pick<StateOutcome, 'error' | 'cause'> {
  return {
    ...(typeof error === 'string' ? { error } : {}),
    ...(typeof cause === 'string' ? { cause } : {}),
  };
}

function details(event: HistoryEvent): Fields {
  const found = Object.entries(event).find(([name]) => name.endsWith('EventDetails'))?.[1];
  return isFields(found) ? found : {};
}

function json(text: unknown): unknown {
  return typeof text === 'string' ? JSON.parse(text) : undefined;
}
