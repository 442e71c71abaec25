import { describe, expect, test } from '@jest/globals';
import { createEngine } from '../index.js';
import { lambdaArn } from '../fixtures/run-definition.js';
import { Handlers } from './handlers.js';

describe('Handlers', () => {
  test('finds a function by its name and by its ARN', () => {
    const handlers = new Handlers();
    const handler = (): void => {};
    handlers.setLambda('arn:aws:lambda:eu-west-1:111111111111:function:f:live', handler);
    expect(handlers.lambda('f')).toBe(handler);
    expect(handlers.lambda('arn:aws:lambda:us-east-1:123456789012:function:f')).toBe(handler);
  });

  test('finds an integration in any of its patterns', () => {
    const handlers = new Handlers();
    const handler = (): void => {};
    handlers.setIntegration('arn:aws:states:::sqs:sendMessage.waitForTaskToken', handler);
    expect(handlers.integration('sqs:sendMessage')).toBe(handler);
  });

  test('says what to register, in a failure that nothing catches', () => {
    const handlers = new Handlers();
    for (const look of [
      () => handlers.lambda('f'),
      () => handlers.integration('a:b'),
      () => handlers.lambda('__proto__'),
    ]) {
      expect(look).toThrow(expect.objectContaining({ error: 'States.Runtime', catchable: false }));
    }
  });

  test('asks fallbacks for what nobody registered, the first that gives something', async () => {
    const engine = createEngine();
    const asked: string[] = [];
    engine.lambda('own', () => 'own');
    engine.fallBackTo({ integration: (api) => (asked.push(api), undefined) });
    const end = engine.fallBackTo({
      lambda: (nameOrArn) => (payload, context) => ({ nameOrArn, payload, arn: context.invokedFunctionArn }),
      integration: (api) => (api === 'sns:publish' ? () => 'published' : undefined),
    });
    const run = async (state: object): Promise<unknown> => {
      const definition = { StartAt: 'T', States: { T: { Type: 'Task', ...state, End: true } } };
      const execution = await engine.startExecution(engine.createStateMachine({ name: 'm', definition })).finished;
      return execution.output ?? execution.error;
    };
    const invoke = (FunctionName: string): object => ({
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName },
    });
    expect(await run({ Resource: lambdaArn('own') })).toBe('own');
    expect(await run({ Resource: lambdaArn('f:live') })).toMatchObject({ arn: lambdaArn('f:live') });
    expect(await run(invoke('f'))).toMatchObject({ Payload: { nameOrArn: 'f', payload: {} } });
    expect(await run({ Resource: 'arn:aws:states:::sns:publish' })).toBe('published');
    expect(await run({ Resource: 'arn:aws:states:::sqs:sendMessage' })).toBe('States.Runtime');
    expect(asked).toContain('sqs:sendMessage');
    end();
    expect(await run(invoke('f'))).toBe('States.Runtime');
  });

  test('a handler for lambda:invoke answers for the whole service', async () => {
    const engine = createEngine();
    engine.lambda('own', () => 'own');
    engine.fallBackTo({ integration: () => (args: object) => ({ ...args, ExecutedVersion: '7' }) });
    const definition = {
      StartAt: 'T',
      States: {
        T: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { 'FunctionName.$': '$' },
          End: true,
        },
      },
    };
    const machine = engine.createStateMachine({ name: 'm', definition });
    const output = async (input: string): Promise<unknown> =>
      (await engine.startExecution({ ...machine, input }).finished).output;
    expect(await output('own')).toMatchObject({ ExecutedVersion: '$LATEST', Payload: 'own' });
    expect(await output('f')).toEqual({ FunctionName: 'f', ExecutedVersion: '7' });
  });
});
