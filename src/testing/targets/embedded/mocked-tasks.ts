import { TaskError, type Engine, type IntegrationTask, type LambdaContext } from '../../../engine/index.js';
import type { StateEntry } from '../../definition/state-index.js';
import { isObject } from '../../json-object.js';
import type { MockBook } from '../../mocks/mock-book.js';
import type { MockedCall, Outcome } from '../../mocks/outcome.js';
import { isError } from '../../../runtime/is-error.js';
import { isFailedAssertion } from '../../mocks/failed-assertion.js';
import { payloadOf } from '../../run/task-call.js';
import type { TokenDesk } from './token-desk.js';
import { MOCKED, mockableResource } from './mockable-definition.js';
import type { RunningMocks } from './running-mocks.js';
import { settle } from './settle.js';
import type { RunningTask } from './running-task.js';

/** What the tasks of an engine are answered with. */
export interface TaskAnswers {
  readonly mocks: MockBook;
  readonly tokens: TokenDesk;
  readonly currentTask: () => RunningTask;
  readonly running: RunningMocks;
  /** Called for a task without a mock. */
  readonly onUnmatched: (task: UnmatchedTask) => void;
  /** Called when an assertion fails in a mock function: it is the test that fails, not the task. */
  readonly onAssertion: (executionArn: string, error: Error) => void;
}

export interface UnmatchedTask extends RunningTask {
  readonly resource: string;
  readonly arguments: unknown;
}

/** Lets mocks stand for every task of a definition. */
export function mockTasks(engine: Engine, states: ReadonlyMap<string, StateEntry>, answers: TaskAnswers): void {
  for (const { type, fields } of states.values()) {
    if (type !== 'Task') continue;
    const resource = String(fields['Resource']);
    const called = mockableResource(resource, fields);
    const api = /^arn:[\w-]+:states:[^:]*:[^:]*:(.+)$/.exec(called)?.[1];
    if (api === undefined) mockLambda(engine, resource, states, answers);
    else if (api === 'lambda:invoke') mockLambda(engine, functionNameOf(fields), states, answers);
    else mockIntegration(engine, called, states, answers);
  }
}

function mockIntegration(
  engine: Engine,
  called: string,
  states: ReadonlyMap<string, StateEntry>,
  answers: TaskAnswers,
): void {
  engine.integration(called, (args: unknown, task: IntegrationTask) => {
    const resource = String(states.get(task.state)?.fields['Resource'] ?? called);
    const isInvoke = called.includes(`${MOCKED}lambda:invoke`);
    return isInvoke && task.taskToken === undefined
      ? wrapped(() => answer(args, resource, task, engine, answers))
      : answer(args, resource, task, engine, answers);
  });
}

function mockLambda(
  engine: Engine,
  functionName: string,
  states: ReadonlyMap<string, StateEntry>,
  answers: TaskAnswers,
): void {
  engine.lambda(functionName, (payload: unknown, context: LambdaContext) => {
    const { state } = answers.currentTask();
    const resource = String(states.get(state)?.fields['Resource'] ?? functionName);
    const isInvoke = resource.includes(':lambda:invoke');
    const args = isInvoke ? { FunctionName: functionName, Payload: payload } : payload;
    return unwrapped(answer(args, resource, context, engine, answers), isInvoke);
  });
}

function answer(
  args: unknown,
  resource: string,
  context: Pick<IntegrationTask, 'signal'> & { readonly taskToken?: string },
  engine: Engine,
  { mocks, tokens, currentTask, running, onUnmatched, onAssertion }: TaskAnswers,
): unknown {
  const task = currentTask();
  const { state } = task;
  const taken = mocks.take(state, resource, args);
  if (taken === undefined) {
    onUnmatched({ ...task, resource, arguments: args });
    throw new TypeError(`Nothing is mocked for the task of state '${state}'`);
  }
  const { taskToken, signal } = context;
  const call: MockedCall = { state, resource, use: taken.use, ...(taskToken === undefined ? {} : { taskToken }) };
  const settling = {
    clock: engine.clock,
    arguments: payloadOf(resource, args),
    call,
    signal,
    onRunning: (promise: Promise<unknown>) => running.add(state, promise),
  };
  const noteAssertion = (thrown: unknown): never => {
    if (isError(thrown) && isFailedAssertion(thrown)) onAssertion(task.executionArn, thrown);
    throw thrown;
  };
  const letHappen = (outcome: Outcome): unknown => {
    try {
      const result = settle(outcome, settling);
      return result instanceof Promise ? result.catch(noteAssertion) : result;
    } catch (thrown) {
      return noteAssertion(thrown);
    }
  };
  if (taskToken === undefined) return letHappen(taken.outcome);
  tokens.add({ state, taskToken, arguments: args, signal }, taken.outcome, letHappen);
  return {};
}

/** An outcome for `lambda:invoke` may be the whole answer of the service; the engine wraps what the function gives itself. */
function unwrapped(result: unknown, isInvoke: boolean): unknown {
  if (!isInvoke) return result;
  if (result instanceof Promise) return result.then((value: unknown) => unwrapped(value, true));
  return isInvokeAnswer(result) ? result['Payload'] : result;
}

/** The answer of lambda:invoke, where the engine does not know that it is one. */
async function wrapped(call: () => unknown): Promise<unknown> {
  try {
    const result = await call();
    return isInvokeAnswer(result) ? result : { ExecutedVersion: '$LATEST', Payload: result, StatusCode: 200 };
  } catch (thrown) {
    if (thrown instanceof TaskError || !isError(thrown)) throw thrown;
    throw new TaskError(
      thrown.name,
      JSON.stringify({ errorType: thrown.name, errorMessage: thrown.message, trace: [] }),
    );
  }
}

function isInvokeAnswer(value: unknown): value is { readonly Payload: unknown } {
  const members = ['Payload', 'StatusCode', 'ExecutedVersion', 'SdkHttpMetadata', 'SdkResponseMetadata'];
  return isObject(value) && 'Payload' in value && Object.keys(value).every((key) => members.includes(key));
}

/** As the definition has it: a name that is computed is not looked for here. */
function functionNameOf(fields: StateEntry['fields']): string {
  const args = fields['Arguments'] ?? fields['Parameters'];
  return String(isObject(args) ? args['FunctionName'] : undefined);
}
