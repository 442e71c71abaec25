import { describe, expect, test } from '@jest/globals';
import { createEngine, type Engine, type Execution } from '../index.js';
import { eventTypes } from '../fixtures/run-definition.js';

const CHILD = {
  StartAt: 'Wait',
  States: {
    Wait: { Type: 'Wait', Seconds: 10, Next: 'IsBad' },
    IsBad: { Type: 'Choice', Choices: [{ Variable: '$.bad', IsPresent: true, Next: 'Fail' }], Default: 'Pass' },
    Fail: { Type: 'Fail', Error: 'Bad', Cause: 'was bad' },
    Pass: { Type: 'Pass', Result: { answer: 42 }, End: true },
  },
};

/** Starts a parent whose only state starts the child, in the pattern of the suffix. */
function startParent(suffix: string, parameters: object, fields: object = {}): { engine: Engine; parent: Execution } {
  const engine = createEngine();
  const { stateMachineArn } = engine.createStateMachine({ name: 'child', definition: CHILD });
  const Start = {
    Type: 'Task',
    Resource: `arn:aws:states:::states:startExecution${suffix}`,
    Parameters: { StateMachineArn: stateMachineArn, ...parameters },
    ...fields,
    End: true,
  };
  const machine = engine.createStateMachine({ name: 'parent', definition: { StartAt: 'Start', States: { Start } } });
  return { engine, parent: engine.startExecution({ ...machine, name: 'p' }) };
}

describe('states:startExecution', () => {
  test('starts another machine and goes on', async () => {
    const { engine, parent } = startParent('', { Name: 'c', Input: { a: 1 } });
    expect((await parent.finished).output).toEqual({
      ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:child:c',
      StartDate: Date.UTC(2026, 0, 1),
    });
    const [, child] = engine.executions();
    expect(await child?.finished).toMatchObject({
      name: 'c',
      input: { a: 1 },
      output: { answer: 42 },
      parentArn: parent.executionArn,
    });
  });

  test('.sync waits, and gives the output as text', async () => {
    const { parent } = startParent('.sync', { Input: '{"a":1}' });
    expect(await parent.finished).toMatchObject({
      output: { Status: 'SUCCEEDED', Input: '{"a":1}', Output: '{"answer":42}' },
      stopDate: new Date('2026-01-01T00:00:10Z'),
    });
    expect(eventTypes(parent).slice(2, 6)).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded']);
  });

  test('.sync:2 gives the output as JSON', async () => {
    const { parent } = startParent('.sync:2', {});
    expect((await parent.finished).output).toMatchObject({ Input: {}, Output: { answer: 42 } });
  });

  test('.sync fails with States.TaskFailed and the description of the child', async () => {
    const { parent } = startParent('.sync', { Input: { bad: true } });
    const { error, cause = '' } = await parent.finished;
    expect(error).toBe('States.TaskFailed');
    expect(JSON.parse(cause)).toMatchObject({ Status: 'FAILED', Error: 'Bad', Cause: 'was bad' });
  });

  test('.sync stops the child when the task times out', async () => {
    const { engine, parent } = startParent('.sync', {}, { TimeoutSeconds: 3 });
    expect(await parent.finished).toMatchObject({ error: 'States.Timeout' });
    expect(engine.executions()[1]).toMatchObject({ status: 'ABORTED', stopDate: new Date('2026-01-01T00:00:03Z') });
  });

  test('fails when there is no such machine, or the name is taken', async () => {
    const { engine, parent } = startParent('', { Name: 'c' });
    await parent.finished;
    await engine.executions()[1]?.finished;
    const again = engine.startExecution({ stateMachineArn: parent.stateMachineArn });
    expect(await again.finished).toMatchObject({ error: 'StepFunctions.ExecutionAlreadyExistsException' });
    const lost = startParent('', { StateMachineArn: 'arn:gone' });
    expect(await lost.parent.finished).toMatchObject({ error: 'StepFunctions.StateMachineDoesNotExistException' });
  });

  test('continues its own machine', async () => {
    const engine = createEngine();
    const machine = engine.createStateMachine({
      name: 'countdown',
      definition: {
        QueryLanguage: 'JSONata',
        StartAt: 'More',
        States: {
          More: {
            Type: 'Choice',
            Choices: [{ Condition: '{% $states.input.left > 0 %}', Next: 'Continue' }],
            Default: 'Done',
          },
          Continue: {
            Type: 'Task',
            Resource: 'arn:aws:states:::states:startExecution',
            Arguments: {
              StateMachineArn: '{% $states.context.StateMachine.Id %}',
              Name: "{% 'left-' & ($states.input.left - 1) %}",
              Input: { left: '{% $states.input.left - 1 %}' },
            },
            Next: 'Done',
          },
          Done: { Type: 'Succeed' },
        },
      },
    });
    engine.startExecution({ ...machine, name: 'left-3', input: { left: 3 } });
    expect(engine.executions().map(({ name, status }) => `${name} ${status}`)).toEqual([
      'left-3 SUCCEEDED',
      'left-2 SUCCEEDED',
      'left-1 SUCCEEDED',
      'left-0 SUCCEEDED',
    ]);
  });
});

test('who owns the engine may say how children are started', async () => {
  const { engine, parent } = startParent('.sync:2', { StateMachineArn: 'arn:of:an:alias' });
  const child = engine.createStateMachine({ name: 'child', definition: CHILD });
  const orders: unknown[] = [];
  engine.startChildrenWith((order) => {
    orders.push(order);
    return engine.startExecution({ ...order, ...child });
  });
  expect((await parent.finished).error).toBe('StepFunctions.StateMachineDoesNotExistException');
  const again = engine.startExecution({ stateMachineArn: parent.stateMachineArn });
  expect((await again.finished).output).toMatchObject({ Output: { answer: 42 } });
  expect(orders).toEqual([{ stateMachineArn: 'arn:of:an:alias', input: {}, parentArn: again.executionArn }]);
});

test('a registered handler for states:startExecution comes before the engine', async () => {
  const engine = createEngine();
  engine.integration('states:startExecution', () => 'elsewhere');
  const Start = { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution', End: true };
  const machine = engine.createStateMachine({ name: 'parent', definition: { StartAt: 'Start', States: { Start } } });
  expect((await engine.startExecution(machine).finished).output).toBe('elsewhere');
});
