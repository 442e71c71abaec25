import { expect, test } from '@jest/globals';
import { createEngine, skipClock, type HistoryEvent } from '../../src/engine/index.js';
import { Draw } from '../../bench/fuzz/generate/draw.js';

const call = (name: string, more: object): object => ({
  Type: 'Task',
  Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
  ...more,
});

const flow = (StartAt: string, States: object): object => ({ StartAt, States });

/** Whatever may come in another order: iterations, branches, children, retries, timeouts, tokens, random numbers. */
const MACHINE = {
  QueryLanguage: 'JSONata',
  ...flow('Both', {
    Both: {
      Type: 'Parallel',
      Branches: [
        flow('Each', {
          Each: {
            Type: 'Map',
            Items: '{% [1..20] %}',
            MaxConcurrency: 6,
            ItemProcessor: flow('Call', {
              Call: call('unsteady', {
                Arguments: '{% {"item": $states.input, "attempt": $states.context.State.RetryCount} %}',
                Retry: [{ ErrorEquals: ['Throttled'], MaxAttempts: 6, JitterStrategy: 'FULL' }],
                Assign: { id: '{% $uuid() & $string($random()) %}' },
                Next: 'Pause',
              }),
              Pause: { Type: 'Wait', Seconds: '{% $floor($random() * 3) %}', End: true },
            }),
            End: true,
          },
        }),
        flow('Child', {
          Child: {
            Type: 'Task',
            Resource: 'arn:aws:states:::states:startExecution.sync:2',
            Arguments: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child', Input: 7 },
            Next: 'Token',
          },
          Token: {
            Type: 'Task',
            Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
            Arguments: { MessageBody: '{% $states.context.Task.Token %}' },
            End: true,
          },
        }),
        flow('Slow', {
          Slow: call('slow', {
            TimeoutSeconds: 2,
            Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 2, JitterStrategy: 'FULL' }],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'GivenUp' }],
            End: true,
          }),
          GivenUp: { Type: 'Pass', End: true },
        }),
      ],
      End: true,
    },
  }),
};

const CHILD = flow('Call', { Call: call('unsteady', { Parameters: { item: 6, attempt: 0 }, End: true }) });

/** Several ways to come to an end in real time, none of which takes virtual time. */
async function dawdle(draw: Draw): Promise<void> {
  for (let turns = draw.below(6); turns > 0; turns--) {
    switch (draw.below(4)) {
      case 0:
        await new Promise((resolve) => setImmediate(resolve));
        break;
      case 1:
        await new Promise<void>((resolve) => process.nextTick(resolve));
        break;
      case 2:
        for (let ticks = draw.below(40); ticks > 0; ticks--) await undefined;
        break;
      default:
        await new Promise<void>((resolve) => queueMicrotask(resolve));
    }
  }
}

interface Outcome {
  readonly histories: string;
  /** In which order handlers really finished. */
  readonly order: string;
}

async function run(shuffle: number, seed = 1): Promise<Outcome> {
  const draw = new Draw(String(shuffle), 0);
  const clock = skipClock();
  const engine = createEngine({ clock, seed });
  const order: unknown[] = [];
  engine.lambda('unsteady', async ({ item, attempt }: { item: number; attempt: number }) => {
    await dawdle(draw);
    // Several wake at the same instant, whichever fell asleep first.
    await clock.sleep((item % 3) * 500);
    await dawdle(draw);
    order.push(item);
    if ((item + attempt) % 4 === 0) throw Object.assign(new Error('slow down'), { name: 'Throttled' });
    return item;
  });
  engine.lambda('slow', async (_, { signal }) => {
    await dawdle(draw);
    await clock.sleep(60_000, signal);
  });
  engine.integration('sqs:sendMessage', async (_, { taskToken = '' }) => {
    await dawdle(draw);
    const release = clock.hold();
    void dawdle(draw).then(() => {
      engine.sendTaskSuccess({ taskToken, output: 'done' });
      release();
    });
    return { MessageId: '1' };
  });
  engine.createStateMachine({ name: 'child', definition: CHILD });
  const machine = engine.createStateMachine({ name: 'parent', definition: MACHINE });
  const observed: HistoryEvent[] = [];
  engine.observe((event) => observed.push(event));
  const executions = [1, 2, 3].map((item) => engine.startExecution({ ...machine, input: item }));
  for (const execution of executions) expect((await execution.finished).status).toBe('SUCCEEDED');
  const all = engine.executions().map((execution) => [execution.executionArn, execution.history()]);
  return { histories: JSON.stringify([all, observed]), order: JSON.stringify(order) };
}

test('the same machine, input, handlers and seed give byte-identical histories, in whatever order handlers finish', async () => {
  const first = await run(0);
  const orders = new Set([first.order]);
  for (let shuffle = 1; shuffle < 40; shuffle++) {
    const { histories, order } = await run(shuffle);
    expect(histories).toBe(first.histories);
    orders.add(order);
  }
  expect(orders.size).toBeGreaterThan(30);
  expect((await run(0, 2)).histories).not.toBe(first.histories);
});
