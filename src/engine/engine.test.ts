import { describe, expect, test } from '@jest/globals';
import { createEngine } from './index.js';

const YEAR_SECONDS = 365 * 24 * 3600;

describe('an engine on the skip clock', () => {
  test('runs a machine of handlers, waits and choices in virtual time', async () => {
    const engine = createEngine();
    engine.lambda('double', async ({ number }: { number: number }) => ({ number: number * 2 }));
    const { stateMachineArn } = engine.createStateMachine({
      name: 'doubling',
      definition: {
        QueryLanguage: 'JSONata',
        StartAt: 'Double',
        States: {
          Double: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Arguments: { FunctionName: 'double', Payload: '{% $states.input %}' },
            Output: '{% $states.result.Payload %}',
            Next: 'Pause',
          },
          Pause: { Type: 'Wait', Seconds: YEAR_SECONDS / 365, Next: 'IsEnough' },
          IsEnough: {
            Type: 'Choice',
            Choices: [{ Condition: '{% $states.input.number >= 8 %}', Next: 'Done' }],
            Default: 'Double',
          },
          Done: { Type: 'Succeed' },
        },
      },
    });
    const execution = await engine.startExecution({ stateMachineArn, input: { number: 1 } }).finished;
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: { number: 8 }, billedTransitions: 10 });
    expect(execution.stopDate).toEqual(new Date('2026-01-04T00:00:00Z'));
  });
});
