import { describe, expect, test } from '@jest/globals';
import { items, simulate, statesOf, type Behaviour } from './simulation.fixture.js';

const during =
  (from: number, to: number, error: string, milliseconds = 100): Behaviour =>
  ({ target, at }) =>
    target === 'primary' && at >= from && at < to ? { milliseconds, error } : { milliseconds: 1000 };

describe('a healthy batch', () => {
  test('everything is served by the first target, at little more than a transition an item', async () => {
    const run = await simulate({ input: { items: items(200) } });
    expect(run.output.outcomes).toEqual({ primary: 200, region: 0, cheaper: 0, cached: 0, static: 0, rejected: 0 });
    expect(new Set(run.outcomes.map((o) => o.item)).size).toBe(200);
    expect((run.executions[0]?.billedTransitions ?? 0) / 200).toBeLessThanOrEqual(1.3);
  });

  test('chunks of 40 bill at most 1.10 transitions an item', async () => {
    const run = await simulate({ input: { items: items(400) }, circuit: { chunkSize: 40 } });
    expect((run.executions[0]?.billedTransitions ?? 0) / 400).toBeLessThanOrEqual(1.1);
  });

  test('an empty list succeeds with zeros', async () => {
    const run = await simulate({ input: { items: [] } });
    expect(run.output).toMatchObject({ items: 0, outcomes: { primary: 0, static: 0 } });
    expect(run.calls).toEqual([]);
  });

  test('a single item is served', async () => {
    const run = await simulate({ input: { items: ['only'] } });
    expect(run.outcomes).toEqual([{ item: 'only', tier: 'primary' }]);
  });
});

describe('an outage while work waits', () => {
  const outage = during(20_000, 400_000, 'ThrottlingException');

  test('the circuit opens, probes, doubles its timer and closes; everybody is served once', async () => {
    const run = await simulate({ input: { items: items(300) }, behaviour: outage, circuit: { whileOpen: 'wait' } });
    expect(statesOf(run, 'primary').slice(0, 4)).toEqual(['CLOSED', 'OPEN', 'HALF_OPEN', 'OPEN']);
    expect(statesOf(run, 'primary').at(-1)).toBe('CLOSED');
    expect(run.outcomes).toHaveLength(300);
    expect(new Set(run.outcomes.map((o) => o.item)).size).toBe(300);
    const resets = run.changes
      .filter((c) => c.record.state === 'OPEN')
      .map((c) => (c.record.openUntil ?? 0) - (c.record.openedAt ?? 0));
    expect(resets.slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000]);
  });

  test('nobody calls while the circuit is open', async () => {
    const run = await simulate({ input: { items: items(300) }, behaviour: outage, circuit: { whileOpen: 'wait' } });
    const failed = run.calls.filter((c) => c.target === 'primary' && c.error !== undefined);
    const opened = run.changes.find((c) => c.record.state === 'OPEN')?.at ?? 0;
    expect(failed.filter((c) => c.startedAt <= opened).length).toBeLessThanOrEqual(15);
    const probes = run.changes.filter((c) => c.record.state === 'HALF_OPEN').length;
    expect(failed.filter((c) => c.startedAt > opened)).toHaveLength(probes - 1);
  });

  test('however often it is probed, nobody who waits has to go elsewhere', async () => {
    const behaviour = during(0, 3_000_000, 'ThrottlingException');
    const circuit = { whileOpen: 'wait', chunkSize: 1, failureThreshold: 1 } as const;
    const run = await simulate({ input: { items: items(3) }, behaviour, circuit });
    expect(run.output.outcomes).toMatchObject({ primary: 3 });
  });

  test('a probe that our own Lambda spoils is not repeated for ever', async () => {
    const behaviour = during(0, Number.POSITIVE_INFINITY, 'Lambda.TooManyRequestsException');
    const input = { items: items(3), state: 'HALF_OPEN' } as const;
    const run = await simulate({ input, behaviour, circuit: { whileOpen: 'wait' } });
    expect(run.calls.filter(({ target }) => target === 'primary')).toHaveLength(9);
    expect(run.output.outcomes).toMatchObject({ primary: 0, region: 3 });
  });

  test('a target that never comes back is given up in the end', async () => {
    const behaviour = during(0, Number.POSITIVE_INFINITY, 'ThrottlingException');
    const run = await simulate({
      input: { items: items(30) },
      behaviour,
      circuit: { whileOpen: 'wait', maxOpenings: 4 },
    });
    expect(run.output.outcomes).toMatchObject({ primary: 0, region: 30 });
  });

  test('the callback cool-down ends early when an operator answers its token', async () => {
    const circuit = { whileOpen: 'wait', cooldown: 'callback', resetTimerSeconds: 300 } as const;
    const input = { items: items(20), state: 'OPEN' } as const;
    const patient = await simulate({ input, circuit });
    expect(patient.milliseconds).toBeGreaterThanOrEqual(300_000);
    expect(patient.published[0]).toMatchObject({ DetailType: 'Circuit Cooldown', Detail: { target: 'primary' } });

    const hurried = await simulate({
      input,
      circuit,
      onPublish: ({ Detail }, engine) => {
        if (Detail.taskToken !== undefined) engine.sendTaskSuccess({ taskToken: Detail.taskToken, output: {} });
      },
    });
    expect(hurried.milliseconds).toBeLessThan(30_000);
    expect(statesOf(hurried, 'primary')).toEqual(['OPEN', 'HALF_OPEN', 'CLOSED']);
  });
});

describe('an outage while work falls back', () => {
  test('nobody waits: the next target serves', async () => {
    const run = await simulate({
      input: { items: items(300) },
      behaviour: during(10_000, 9_000_000, 'ServiceUnavailableException'),
    });
    expect(run.output.outcomes['region']).toBeGreaterThan(200);
    expect(run.outcomes).toHaveLength(300);
    expect(run.milliseconds).toBeLessThan(120_000);
  });

  test('with every target down the last resort serves', async () => {
    const run = await simulate({
      input: { items: items(100) },
      behaviour: ({ target, item }) =>
        target === 'static' || (target === 'cached' && item < 'u00050')
          ? { milliseconds: 5 }
          : { milliseconds: 50, error: target === 'cached' ? 'CacheMiss' : 'ServiceUnavailableException' },
    });
    expect(run.output.outcomes).toEqual({ primary: 0, region: 0, cheaper: 0, cached: 49, static: 51, rejected: 0 });
  });
});

test('every change of a circuit is published once', async () => {
  const run = await simulate({
    input: { items: items(100) },
    circuit: { whileOpen: 'wait' },
    behaviour: during(5_000, 20_000, 'ThrottlingException'),
  });
  expect(run.published.map(({ DetailType, Detail }) => [DetailType, Detail.target, Detail.state])).toEqual([
    ['Circuit State Change', 'primary', 'OPEN'],
    ['Circuit State Change', 'primary', 'CLOSED'],
  ]);
});

describe('an operator starts it', () => {
  test.each([
    ['healthy', 0, ['HALF_OPEN', 'CLOSED']],
    ['down', 50_000, ['HALF_OPEN', 'OPEN', 'HALF_OPEN', 'OPEN', 'HALF_OPEN', 'CLOSED']],
  ])('in HALF_OPEN: the first call is the one probe, for a %s model', async (_title, until, states) => {
    const run = await simulate({
      input: { items: items(20), state: 'HALF_OPEN', failure_count: 0 },
      circuit: { whileOpen: 'wait' },
      behaviour: during(0, until, 'ThrottlingException'),
    });
    const [probe, second] = run.calls;
    expect(probe?.target).toBe('primary');
    expect(second?.startedAt).toBeGreaterThanOrEqual(probe?.endedAt ?? Number.POSITIVE_INFINITY);
    expect(statesOf(run, 'primary')).toEqual(states);
    expect(run.outcomes).toHaveLength(20);
  });
});

test('a storm of invalid requests never opens the circuit', async () => {
  const run = await simulate({
    input: { items: items(100) },
    behaviour: ({ target }) =>
      target === 'static'
        ? { milliseconds: 1 }
        : { milliseconds: 10, error: target === 'cached' ? 'CacheMiss' : 'ValidationException' },
  });
  expect(statesOf(run, 'primary')).toEqual(['CLOSED']);
  expect(run.output.outcomes).toMatchObject({ static: 100 });
});

test('before the history is full a successor takes what is left', async () => {
  const run = await simulate({ input: { items: items(300) }, circuit: { maxHistoryEvents: 1000 } });
  expect(run.executions.length).toBeGreaterThan(2);
  for (const execution of run.executions) expect(execution.eventCount).toBeLessThanOrEqual(1100);
  expect(run.output).toMatchObject({ items: 300, outcomes: { primary: 300 } });
  expect(new Set(run.outcomes.map((o) => o.item)).size).toBe(300);
});

test('5,000 items: the same price an item, a chain of executions, nothing lost', async () => {
  const run = await simulate({ input: { items: items(5_000) } });
  const transitions = run.executions.reduce((sum, execution) => sum + execution.billedTransitions, 0);
  expect(run.executions).toHaveLength(2);
  for (const execution of run.executions) expect(execution.eventCount).toBeLessThan(24_000);
  expect(transitions / 5_000).toBeLessThanOrEqual(1.21);
  expect(new Set(run.outcomes.map((o) => o.item)).size).toBe(5_000);
  expect(run.outcomes).toHaveLength(5_000);
});
