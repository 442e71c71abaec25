import { describe, expect, test } from '@jest/globals';
import { createEngine, TaskError, type Engine, type Execution, type TaskInterceptor } from '../index.js';
import { eventTypes, lambdaArn } from '../fixtures/run-definition.js';

const states = (api: string): string => `arn:aws:states:::${api}`;

function intercepted(fields: object, interceptor: TaskInterceptor): { engine: Engine; ended: Promise<Execution> } {
  const engine = createEngine();
  engine.interceptTasks(interceptor);
  const definition = { StartAt: 'T', States: { T: { Type: 'Task', End: true, ...fields } } };
  const machine = engine.createStateMachine({ name: 'm', definition });
  return { engine, ended: engine.startExecution({ ...machine, input: { n: 1 } }).finished };
}

const family = (types: readonly string[]): readonly string[] => types.slice(2, -2);

describe('an interceptor replaces', () => {
  test.each([
    [
      'a function by its ARN',
      lambdaArn('f'),
      ['LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded'],
    ],
    ['lambda:invoke', states('lambda:invoke'), ['TaskScheduled', 'TaskStarted', 'TaskSucceeded']],
    ['an API of the SDK', states('aws-sdk:s3:getObject'), ['TaskScheduled', 'TaskStarted', 'TaskSucceeded']],
    ['a nested execution', states('states:startExecution'), ['TaskScheduled', 'TaskStarted', 'TaskSucceeded']],
    [
      'a job',
      states('states:startExecution.sync:2'),
      ['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded'],
    ],
  ])('%s', async (_, Resource, events) => {
    const execution = await intercepted({ Resource }, () => async () => ({ raw: true })).ended;
    expect(execution.output).toEqual({ raw: true });
    expect(family(eventTypes(execution))).toEqual(events);
  });

  test('the submission of a task that waits for its token', async () => {
    const answers: string[] = [];
    const { engine, ended } = intercepted(
      { Resource: states('sqs:sendMessage.waitForTaskToken') },
      ({ taskToken = '' }) =>
        async () => {
          answers.push(taskToken);
          return { MessageId: '1' };
        },
    );
    const [taskToken = ''] = answers;
    engine.sendTaskSuccess({ taskToken, output: 'answer' });
    const execution = await ended;
    expect(execution.output).toBe('answer');
    expect(execution.history()[4]).toMatchObject({ taskSubmittedEventDetails: { output: '{"MessageId":"1"}' } });
  });
});

test('an interceptor sees each attempt, and may leave it to the handler', async () => {
  const seen: unknown[] = [];
  const { engine, ended } = intercepted(
    { Resource: lambdaArn('f'), Retry: [{ ErrorEquals: ['Busy'] }] },
    ({ state, resource, arguments: args, retryCount, stateMachineArn, signal }) => {
      seen.push([state, resource, args, retryCount, stateMachineArn.split(':').at(-1), signal.aborted]);
      if (retryCount > 0) return undefined;
      return () => {
        throw new TaskError('Busy', 'later');
      };
    },
  );
  engine.lambda('f', () => 'handled');
  expect((await ended).output).toBe('handled');
  expect(seen).toEqual([0, 1].map((retryCount) => ['T', lambdaArn('f'), { n: 1 }, retryCount, 'm', false]));
});

test('errors look as those of the handler would; an interceptor that is broken fails the execution', async () => {
  const thrown = new RangeError('too much');
  const work = (): never => {
    throw thrown;
  };
  const lambda = await intercepted({ Resource: states('lambda:invoke') }, () => work).ended;
  expect(lambda.cause).toBe('{"errorType":"RangeError","errorMessage":"too much","trace":[]}');
  const integration = await intercepted({ Resource: states('sns:publish') }, () => work).ended;
  expect(integration).toMatchObject({ error: 'RangeError', cause: 'too much' });
  const broken = await intercepted({ Resource: states('sns:publish') }, work).ended;
  expect(broken).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
});

test('an interceptor is asked until it is ended', async () => {
  const engine = createEngine();
  engine.lambda('f', () => 'handler');
  const end = engine.interceptTasks(() => () => 'interceptor');
  const definition = { StartAt: 'T', States: { T: { Type: 'Task', Resource: lambdaArn('f'), End: true } } };
  const machine = engine.createStateMachine({ name: 'm', definition });
  expect((await engine.startExecution(machine).finished).output).toBe('interceptor');
  end();
  expect((await engine.startExecution(machine).finished).output).toBe('handler');
});
