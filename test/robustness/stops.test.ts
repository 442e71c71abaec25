import { expect, test } from '@jest/globals';
import { createEngine, manualClock, type Execution } from '../../src/engine/index.js';
import { size } from '../size.js';

const EXECUTIONS = size({ sample: 600, full: 5_000 });

/** An execution is at one of these when it is stopped: a task, a wait, an iteration, a branch, a token, a child, a retry. */
const STATES = {
  Call: {
    Type: 'Task',
    Resource: 'arn:aws:lambda:us-east-1:123456789012:function:call',
    ResultPath: null,
    Next: 'Wait',
  },
  Wait: { Type: 'Wait', Seconds: 1, Next: 'Each' },
  Each: {
    Type: 'Map',
    ItemsPath: '$.items',
    MaxConcurrency: 2,
    ItemProcessor: { StartAt: 'Item', States: { Item: { Type: 'Wait', Seconds: 1, End: true } } },
    ResultPath: null,
    Next: 'Both',
  },
  Both: {
    Type: 'Parallel',
    Branches: [
      { StartAt: 'Left', States: { Left: { Type: 'Wait', Seconds: 1, End: true } } },
      { StartAt: 'Right', States: { Right: { Type: 'Wait', Seconds: 2, End: true } } },
    ],
    ResultPath: null,
    Next: 'Child',
  },
  Child: {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child' },
    ResultPath: null,
    Next: 'Retried',
  },
  Retried: {
    Type: 'Task',
    Resource: 'arn:aws:lambda:us-east-1:123456789012:function:fails',
    Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 3, IntervalSeconds: 1, BackoffRate: 1 }],
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Token' }],
    End: true,
  },
  Token: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true },
};

/** Every event has a number, and one before it; the last one, and no other, ends the execution. */
function expectWellFormed(execution: Execution): void {
  const events = execution.history();
  for (const [index, { id, previousEventId, type }] of events.entries()) {
    const isLast = index === events.length - 1;
    if (id !== index + 1 || previousEventId >= id || /^Execution(?!Started)/.test(type) !== isLast) {
      throw new Error(`Event ${id} of ${execution.name} is out of place: ${previousEventId} ${type}`);
    }
  }
}

test(`${EXECUTIONS} concurrent executions, each stopped somewhere else in the middle`, async () => {
  const clock = manualClock();
  const engine = createEngine({ clock });
  engine.lambda('call', () => clock.sleep(1000));
  engine.lambda('fails', () => {
    throw new Error('on purpose');
  });
  engine.integration('sqs:sendMessage', () => ({}));
  const wait = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 1, End: true } } };
  engine.createStateMachine({ name: 'child', definition: wait });
  const machine = engine.createStateMachine({ name: 'm', definition: { StartAt: 'Call', States: STATES } });
  const input = { items: [1, 2, 3] };
  const executions = Array.from({ length: EXECUTIONS }, (_, index) =>
    engine.startExecution({ ...machine, name: `e${index}`, input }),
  );
  const running = new Set(executions);
  const stoppedIn = new Set<string>();
  for (let second = 0; running.size > 0; second++) {
    expect(second).toBeLessThan(12);
    await clock.advance(second === 0 ? 500 : 1000);
    // A twelfth of them each second, and the rest when all that are left wait for their tokens.
    for (const [index, execution] of executions.entries()) {
      if (index % 12 > second || !running.delete(execution)) continue;
      stoppedIn.add(
        `${execution.history().findLast(({ type }) => type.endsWith('StateEntered'))?.stateEnteredEventDetails?.['name']}`,
      );
      execution.stop({ error: 'Stopped', cause: `in second ${second}` });
    }
  }
  await clock.advance(3_600_000);
  expect([...stoppedIn].sort()).toEqual(['Call', 'Child', 'Item', 'Retried', 'Right', 'Token', 'Wait']);
  expect(new Set(executions.map(({ status, error }) => `${status} ${error}`))).toEqual(new Set(['ABORTED Stopped']));
  executions.forEach(expectWellFormed);
  // Children end with their parents.
  const others = engine.executions().filter(({ status }) => status !== 'ABORTED' && status !== 'SUCCEEDED');
  expect(others).toEqual([]);
});
