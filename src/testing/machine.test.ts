import { describe, expect, jest, test } from '@jest/globals';
import { after, machine, pending, returns, type TestedMachine } from './index.js';
import { cart, shop } from './shop.fixture.js';

const paid = (total = 80): TestedMachine =>
  machine(shop)
    .task('Quote', { total })
    .task('Charge', { receipt: 7 })
    .task('Pack', (item: string) => `packed ${item}`);

describe('mocks', () => {
  test('stand for the tasks of states and of resources; a function gets the payload', async () => {
    const run = await machine(shop)
      .resource('quote', (order: { limit: number }) => ({ total: order.limit - 10 }))
      .resource('ChargeFunction', { receipt: 7 })
      .resource('*:function:pa*', (item: string) => item.length)
      .run(cart);
    expect(run.output).toEqual([4, 3, 4]);
  });

  test('a sequence gives one outcome for each use, and the last one from there on', async () => {
    const throttled = Object.assign(new Error('slow down'), { name: 'Throttled' });
    const run = await paid()
      .task('Charge', throttled, { error: 'Throttled' }, { receipt: 7 })
      .task('Pack', 1, 2)
      .run(cart);
    expect(run.output).toEqual([1, 2, 2]);
    expect(run.calls.map(({ state, retry, at }) => `${state} ${retry} at ${at}`)).toEqual([
      'Quote 0 at 0',
      'Charge 0 at 0',
      'Charge 1 at 1000',
      'Charge 2 at 3000',
      'Pack 0 at 3000',
      'Pack 0 at 3000',
      'Pack 0 at 3000',
    ]);
  });

  test('a function may be asynchronous, throw, or give any other outcome', async () => {
    const outcomes = [
      async () => after({ seconds: 5 }, { error: 'Throttled' }),
      () => {
        throw Object.assign(new Error('slow down'), { name: 'Throttled' });
      },
      (payload: { total: number }, { use, state }: { use: number; state: string }) => ({
        receipt: `${state} ${use} ${payload.total}`,
      }),
    ];
    const run = await paid()
      .task('Charge', ...outcomes)
      .task('Pack', 0)
      .run(cart);
    expect(run.visits.find(({ state }) => state === 'Charge')?.output).toMatchObject({
      charge: { receipt: 'Charge 2 80' },
    });
    expect(run.milliseconds).toBe(8000);
  });

  test('returns() protects a result that looks like an error', async () => {
    const failed = await paid()
      .task('Quote', returns({ error: 'none' }))
      .run(cart)
      .catch((error: unknown) => error);
    expect(String(failed)).toMatch(
      /^UnusedMockError: [^]+IsLarge \(Choice\):[^]+"quote":{"error":"none"}[^]+\$\.quote\.total/,
    );
  });

  test('an answer in the form of lambda:invoke is taken as it is', async () => {
    const run = await paid()
      .task('Charge', { StatusCode: 200, Payload: { receipt: 9 } })
      .run(cart);
    expect(run.visits.find(({ state }) => state === 'Charge')?.output).toMatchObject({ charge: { receipt: 9 } });
  });

  test('a later mock for the same replaces an earlier one; the machine that was refined stays as it was', async () => {
    const base = paid();
    const refined = base.task('Pack', 'x');
    expect((await refined.run(cart)).output).toEqual(['x', 'x', 'x']);
    expect((await base.run(cart)).output).toEqual(['packed book', 'packed pen', 'packed lamp']);
  });

  test('a mock for a state that is not there says which are', () => {
    expect(() => paid().task('Chrage', 1)).toThrow(
      "The machine has no state 'Chrage': is 'Charge' meant? (its Task states: 'Quote', 'Approve', 'Charge', 'Pack')",
    );
    expect(() => paid().task('IsLarge', 1)).toThrow("'IsLarge' is a Choice state: only Task states are mocked");
    expect(() => paid().task('Quote')).toThrow('task("Quote", …) was given no outcome');
    expect(() => machine(shop).optional()).toThrow('optional() is for the mock before it, and there is none');
  });

  test('a task without a mock is an error, whatever the machine would catch', async () => {
    await expect(machine(shop).task('Quote', { total: 1 }).run(cart)).rejects.toThrow(
      [
        "Nothing is mocked for the task of state 'Charge'",
        '  resource   arn:aws:states:::lambda:invoke',
        '  arguments  {"FunctionName":"${ChargeFunction.Arn}","Payload":{"total":1}}',
        'Mock it by its state, .task("Charge", outcome), or by its resource, .resource("ChargeFunction", outcome).',
        'The execution so far:',
        '  Quote',
        '  IsLarge',
        '  Charge (not left)',
      ].join('\n'),
    );
  });

  test('mocks and outcomes that nothing used are errors', async () => {
    await expect(
      paid()
        .task('Approve', {})
        .task('Charge', { receipt: 1 }, { receipt: 2 })
        .run({ ...cart, items: [] }),
    ).rejects.toThrow(
      [
        'The execution did not use 3 mocks:',
        '  .task("Pack", …)  was never used',
        '  .task("Approve", …)  was never used',
        '  .task("Charge", …2 outcomes)  was used once: outcome 2 of 2 was never reached',
        'Take out what is not needed, or say .optional() behind a mock that need not be used.',
        'The execution took this path:',
        '  Quote',
        '  IsLarge',
        '  Charge',
        '  Each (0 iterations)',
        '  SUCCEEDED after 0 s',
      ].join('\n'),
    );
  });

  test('an optional mock need not be used', async () => {
    const run = await paid().task('Approve', {}).optional().run(cart);
    expect(run.status).toBe('SUCCEEDED');
  });
});

describe('mock functions', () => {
  test('may hold assertions: they fail the test, whatever the machine catches', async () => {
    const asserting = machine(shop).task('Quote', async (order: { limit: number }) => {
      expect(order.limit).toBe(100);
      return { total: 1 };
    });
    await expect(asserting.run(cart)).rejects.toThrow(/Expected: 100\s+Received: 90/);
  });

  test('that never settle are an error before the test times out', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    try {
      const running = machine(shop)
        .task('Quote', () => new Promise(() => {}))
        .run(cart);
      const rejected = expect(running).rejects.toThrow(
        "The mock function of state 'Quote' has given a promise that has not settled for 4 s",
      );
      await new Promise((resolve) => setImmediate(resolve));
      jest.advanceTimersByTime(5000);
      await rejected;
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('task tokens', () => {
  test('are answered by the outcome, at once or later in virtual time', async () => {
    const run = await paid(200)
      .task('Approve', after({ minutes: 30 }, { by: 'Ann' }))
      .run(cart);
    expect(run.visits.find(({ state }) => state === 'Approve')?.output).toMatchObject({ approval: { by: 'Ann' } });
    expect(run.milliseconds).toBe(30 * 60_000);
    const refused = await paid(200)
      .task('Charge', 0)
      .optional()
      .task('Pack', 0)
      .optional()
      .task('Approve', { error: 'No', cause: 'too dear' })
      .run(cart);
    expect(refused).toMatchObject({ status: 'FAILED', error: 'No', cause: 'too dear' });
  });

  test("an answer that comes too late is nobody's", async () => {
    const run = await machine(shop)
      .task('Quote', { total: 200 })
      .task('Approve', after({ hours: 2 }, {}))
      .run(cart);
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.Timeout', milliseconds: 3_600_000 });
  });

  test('are answered by the test', async () => {
    const execution = await paid(200).task('Approve', pending).start(cart);
    await execution.advance({ minutes: 10 });
    expect(execution.status).toBe('RUNNING');
    expect(execution.waiting).toEqual([
      {
        state: 'Approve',
        taskToken: expect.any(String),
        arguments: { QueueUrl: 'approvals', MessageBody: { token: expect.any(String) } },
      },
    ]);
    await execution.heartbeat('Approve');
    await execution.succeed('Approve', { by: 'Ann' });
    const run = await execution.runToEnd();
    expect(run.output).toHaveLength(3);
    expect(run.milliseconds).toBe(600_000);
    await expect(execution.succeed('Approve', {})).rejects.toThrow(
      "No task of state 'Approve' waits for its token (waiting: none does)",
    );
  });

  test('fail by the test, and the machine goes on from there', async () => {
    const execution = await machine(shop).task('Quote', { total: 200 }).task('Approve', pending).start(cart);
    await execution.fail('Approve', 'No', 'too dear');
    expect(execution.soFar).toMatchObject({ status: 'FAILED', error: 'No', cause: 'too dear' });
  });

  test('time out in virtual time', async () => {
    const execution = await machine(shop).task('Quote', { total: 200 }).task('Approve', pending).start(cart);
    await execution.advance({ minutes: 59, seconds: 59 });
    expect(execution.status).toBe('RUNNING');
    await execution.advance(1000);
    expect(execution.soFar.error).toBe('States.Timeout');
    expect(execution.waiting).toEqual([]);
  });

  test('that nobody answers are an error, not a test that hangs', async () => {
    const waiting = {
      StartAt: 'Ask',
      States: {
        Ask: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish.waitForTaskToken', Parameters: {}, End: true },
      },
    };
    await expect(machine(waiting).task('Ask', pending).run()).rejects.toThrow(
      "The execution waits for ever for the task token of 'Ask'",
    );
  });
});

describe('executions', () => {
  test('start when they are told to, and repeat exactly', async () => {
    const options = { startAt: '2026-03-01T09:00:00Z', seed: 7, name: 'morning' };
    const first = await paid().run(cart, options);
    const second = await paid().run(cart, options);
    expect(first.events).toEqual(second.events);
    expect(first.events[0]?.timestamp).toEqual(new Date('2026-03-01T09:00:00Z'));
    await expect(paid().run(cart, { startAt: 'tomorrow' })).rejects.toThrow(
      'startAt is "tomorrow": expected an instant',
    );
  });

  test('can be stopped', async () => {
    const execution = await machine(shop).task('Quote', { total: 200 }).task('Approve', pending).start(cart);
    expect(await execution.stop({ error: 'Enough' })).toMatchObject({ status: 'ABORTED', error: 'Enough' });
  });

  test('show the variables of the top level', async () => {
    const counting = {
      QueryLanguage: 'JSONata',
      StartAt: 'Count',
      States: {
        Count: { Type: 'Pass', Assign: { count: '{% $states.input.from + 1 %}' }, Next: 'Double' },
        Double: { Type: 'Pass', Assign: { count: '{% $count * 2 %}' }, End: true },
      },
    };
    const run = await machine(counting).run({ from: 20 });
    expect(run.variables).toEqual({ count: 42 });
  });
});
