import { expect, test } from '@jest/globals';
import { createEngine } from '../index.js';

test('a machine that loops for ever does not keep others from running, and can be stopped', async () => {
  const engine = createEngine();
  const loop = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };
  const pause = {
    StartAt: 'W',
    States: { W: { Type: 'Wait', Seconds: 1, Next: 'P' }, P: { Type: 'Pass', End: true } },
  };
  const endless = engine.startExecution(engine.createStateMachine({ name: 'loop', definition: loop, type: 'EXPRESS' }));
  const other = engine.startExecution(engine.createStateMachine({ name: 'other', definition: pause }));
  await new Promise((resolve) => setImmediate(resolve));
  expect([endless.status, other.eventCount]).toEqual(['RUNNING', 2]);
  endless.stop();
  expect((await other.finished).status).toBe('SUCCEEDED');
  const left = engine.startExecution({ stateMachineArn: endless.stateMachineArn });
  expect((await left.finished).status).toBe('TIMED_OUT');
});

test('machines that start each other leave the event loop its turns', async () => {
  const engine = createEngine();
  const { stateMachineArn } = engine.createStateMachine({
    name: 'countdown',
    definition: {
      StartAt: 'Next',
      States: {
        Next: { Type: 'Pass', Parameters: { 'left.$': 'States.MathAdd($.left, -1)' }, Next: 'IsOver' },
        IsOver: { Type: 'Choice', Choices: [{ Variable: '$.left', NumericEquals: 0, Next: 'Done' }], Default: 'Start' },
        Start: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution',
          Parameters: { 'StateMachineArn.$': '$$.StateMachine.Id', 'Input.$': '$' },
          Next: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    },
  });
  engine.startExecution({ stateMachineArn, input: { left: 6000 } });
  expect(engine.executions().length).toBeLessThan(6000);
  while (engine.executions().length < 6000) await new Promise((resolve) => setImmediate(resolve));
  expect((await engine.executions().at(-1)?.finished)?.status).toBe('SUCCEEDED');
});
