import { describe, expect, test } from '@jest/globals';
import { eventTypes, runState } from '../fixtures/run-definition.js';
import type { LambdaContext } from './handlers.js';

const invoke = (Payload?: unknown, fields: object = {}): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f', ...(Payload === undefined ? {} : { Payload }) },
  ...fields,
});
const identity = { lambdas: { f: (payload: unknown) => payload } };

describe('lambda:invoke', () => {
  test('gives the result in an envelope, with the events of a task', async () => {
    const execution = await runState(invoke({ a: 1 }), identity);
    expect(execution.output).toEqual({ ExecutedVersion: '$LATEST', Payload: { a: 1 }, StatusCode: 200 });
    expect(eventTypes(execution).slice(2, 5)).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSucceeded']);
  });

  test('sends a payload that is a text as JSON text, and none as {}', async () => {
    expect((await runState(invoke('[1]'), identity)).output).toMatchObject({ Payload: [1] });
    expect((await runState(invoke(), identity)).output).toMatchObject({ Payload: {} });
    expect(await runState(invoke('no json'), identity)).toMatchObject({
      error: 'Lambda.InvalidRequestContentException',
    });
  });

  test('needs the name of a function', async () => {
    const state = { ...invoke(), Parameters: {} };
    expect(await runState(state, identity)).toMatchObject({ error: 'Lambda.ValidationException' });
  });
});

describe('a Lambda handler', () => {
  test('gets a context', async () => {
    const seen: LambdaContext[] = [];
    const f = (_: unknown, context: LambdaContext): void => void seen.push(context);
    await runState(invoke({}, { TimeoutSeconds: 30 }), { lambdas: { f } });
    const [context] = seen;
    expect(context).toMatchObject({
      functionName: 'f',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f',
      awsRequestId: expect.stringMatching(/^[\da-f-]{36}$/),
      signal: expect.any(AbortSignal),
    });
    expect(context?.getRemainingTimeInMillis()).toBe(30_000);
  });

  test.each([
    [
      'throws',
      () => {
        throw null;
      },
      'null',
    ],
    [
      'rejects',
      async () => {
        throw 'text';
      },
      'string',
    ],
    [
      'rejects late',
      () =>
        new Promise((_, reject) => {
          setImmediate(() => reject(new RangeError('r')));
        }),
      'RangeError',
    ],
    ['gives what is no JSON', () => 1n, 'TypeError'],
    [
      'gives a broken promise',
      () => ({
        // oxlint-disable-next-line unicorn/no-thenable -- a thenable that breaks is what this is about
        then: () => {
          throw new Error('broken');
        },
      }),
      'Error',
    ],
  ])('that %s fails its task', async (_, f, error) => {
    expect(await runState(invoke(), { lambdas: { f } })).toMatchObject({ status: 'FAILED', error });
  });

  test('may give dates, and nothing', async () => {
    const date = { lambdas: { f: () => ({ at: new Date(0), gone: undefined }) } };
    expect((await runState(invoke(), date)).output).toMatchObject({ Payload: { at: '1970-01-01T00:00:00.000Z' } });
    expect((await runState(invoke(), { lambdas: { f: () => {} } })).output).toMatchObject({ Payload: null });
  });
});
