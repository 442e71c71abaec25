import { describe, expect, test } from '@jest/globals';
import validate from 'asl-validator';
import { checkAsl, getAtt, lambda, type Reference } from '../../asl/index.js';
import { items, type Behaviour } from '../machine/simulation.fixture.js';
import { target } from '../target.js';
import { circuitBreakerMachineJsonPath } from './circuit-breaker-machine-json-path.js';
import { simulate, simulatedMachine, statesOf } from './simulation.fixture.js';

const during =
  (from: number, to: number, error: string, milliseconds = 100): Behaviour =>
  ({ target, at }) =>
    target === 'primary' && at >= from && at < to ? { milliseconds, error } : { milliseconds: 1000 };

describe('the definition', () => {
  test('is JSONPath without variables that every checker accepts', () => {
    const definition = simulatedMachine().toDefinition().definition;
    expect(checkAsl(definition)).toEqual([]);
    expect(validate(structuredClone(definition))).toMatchObject({ isValid: true, errors: [] });
    expect(JSON.stringify(definition)).not.toMatch(/QueryLanguage|Assign|\{%|JitterStrategy|MaxDelaySeconds/);
  });

  test('lists its items and names its functions as CloudFormation likes', async () => {
    type List = (event: object) => Promise<{ items: string[] }>;
    const list = lambda<List>(getAtt('ListFunction', 'Arn'));
    const answer = lambda<(event: { item: string }) => Promise<string>>(getAtt('AnswerFunction', 'Arn'));
    const machine = circuitBreakerMachineJsonPath<string>({
      circuit: { whileOpen: 'wait' },
      targets: [target('primary', answer, (item: Reference<string>) => ({ item }))],
      lastResort: [],
      loadItems: list({}),
    });
    const { definition, substitutions } = machine.toDefinition();
    expect(validate(structuredClone(definition))).toMatchObject({ isValid: true });
    expect(checkAsl(definition)).toEqual([]);
    expect(Object.keys(substitutions)).toEqual(['ListFunctionArn', 'AnswerFunctionArn']);
    expect(machine.toAsl().States['Load items']).toMatchObject({
      Parameters: { FunctionName: { 'Fn::GetAtt': ['ListFunction', 'Arn'] } },
      ResultPath: '$.defaults',
    });
  });
});

describe('a healthy batch', () => {
  test.each([
    [10, 1.32],
    [40, 1.1],
  ])('chunks of %d bill at most %d transitions an item', async (chunkSize, most) => {
    const run = await simulate({ input: { items: items(400) }, circuit: { chunkSize } });
    expect(run.output).toMatchObject({
      items: 400,
      outcomes: { primary: 400, region: 0, cheaper: 0, cached: 0, static: 0, rejected: 0 },
    });
    expect(new Set(run.outcomes.map((o) => o.item)).size).toBe(400);
    expect(run.execution.billedTransitions / 400).toBeLessThanOrEqual(most);
  });

  test('3,000 items fit into one history, and more than fit are refused before the first call', async () => {
    const run = await simulate({ input: { items: items(3000) } });
    expect(run.output.outcomes).toMatchObject({ primary: 3000 });
    expect(run.execution.eventCount).toBeLessThan(24_000);
    const refused = await simulate({ input: { items: items(3500) } });
    expect(refused.execution).toMatchObject({ status: 'FAILED', error: 'Stepbreaker.TooManyItems' });
    expect(refused.calls).toEqual([]);
  });

  test('an empty list, and no list, succeed with zeros', async () => {
    for (const input of [{ items: [] }, {}, { state: 'OPEN' as const }]) {
      const run = await simulate({ input });
      expect(run.output).toMatchObject({ items: 0, outcomes: { primary: 0, rejected: 0 } });
      expect(run.calls).toEqual([]);
    }
  });
});

describe('an outage', () => {
  test('the circuit opens, waits, probes, doubles its timer and closes; everybody is served once', async () => {
    const run = await simulate({
      input: { items: items(100) },
      behaviour: during(10_000, 900_000, 'ThrottlingException'),
    });
    const open = run.changes.filter((change) => change.circuit.state === 'OPEN');
    expect(open.map((change) => change.circuit.resetSeconds)).toEqual([30, 60, 120, 240, 300, 300]);
    expect(statesOf(run, 'primary').at(-1)).toBe('CLOSED');
    expect(run.output.outcomes).toMatchObject({ primary: 100 });
    expect(run.outcomes.map((o) => o.item).sort()).toEqual(items(100));
    const opened = open[0]?.at ?? 0;
    const failed = run.calls.filter((each) => each.error !== undefined);
    expect(failed.filter((each) => each.startedAt <= opened).length).toBeLessThanOrEqual(10);
    expect(failed.filter((each) => each.startedAt > opened)).toHaveLength(open.length - 1);
  });

  test('failures below the threshold open nothing once somebody is served without any', async () => {
    const behaviour: Behaviour = ({ item, at }) =>
      ['u00001', 'u00002', 'u00003', 'u00031', 'u00032', 'u00033'].includes(item) && at < 8_000
        ? { milliseconds: 10, error: 'ThrottlingException' }
        : { milliseconds: 1000 };
    const run = await simulate({ input: { items: items(60) }, behaviour });
    expect(statesOf(run, 'primary')).toEqual(['CLOSED']);
    expect(run.output.outcomes).toMatchObject({ primary: 60 });
  });

  test('an exhausted quota opens at once, for the longest reset', async () => {
    const behaviour = during(0, 1000, 'ServiceQuotaExceededException');
    const run = await simulate({ input: { items: items(1) }, behaviour });
    expect(run.changes.find((change) => change.circuit.state === 'OPEN')?.circuit.resetSeconds).toBe(300);
    expect(run.output.outcomes).toMatchObject({ primary: 1 });
  });

  test('a target that never comes back is given up after maxOpenings', async () => {
    const behaviour = during(0, Number.POSITIVE_INFINITY, 'ThrottlingException');
    const run = await simulate({ input: { items: items(30) }, behaviour, circuit: { maxOpenings: 4 } });
    expect(run.output).toMatchObject({
      outcomes: { primary: 0, region: 30 },
      circuits: { primary: { state: 'OPEN', openings: 5 }, region: { state: 'CLOSED' } },
    });
  });

  test('with every target down the last resort serves', async () => {
    const run = await simulate({
      input: { items: items(100) },
      circuit: { maxOpenings: 2 },
      behaviour: ({ target, item }) =>
        target === 'static' || (target === 'cached' && item < 'u00050')
          ? { milliseconds: 5 }
          : { milliseconds: 50, error: target === 'cached' ? 'CacheMiss' : 'ServiceUnavailableException' },
    });
    expect(run.output.outcomes).toEqual({ primary: 0, region: 0, cheaper: 0, cached: 49, static: 51, rejected: 0 });
    expect(run.calls.filter((each) => each.target === 'region')).toHaveLength(10);
  });

  test('and what nobody serves is rejected', async () => {
    const behaviour: Behaviour = () => ({ milliseconds: 5, error: 'SomethingNew' });
    const run = await simulate({ input: { items: items(7) }, behaviour });
    expect(run.output.outcomes).toMatchObject({ static: 0, rejected: 7 });
    expect(run.calls).toHaveLength(5 * 7);
  });
});

describe('an operator starts it', () => {
  test.each([
    ['healthy', 0, ['HALF_OPEN', 'CLOSED']],
    ['down', 50_000, ['HALF_OPEN', 'OPEN', 'HALF_OPEN', 'OPEN', 'HALF_OPEN', 'CLOSED']],
  ])('in HALF_OPEN: the first call is the one probe, for a %s model', async (_title, until, states) => {
    const run = await simulate({
      input: { items: items(20), state: 'HALF_OPEN', failure_count: 0 },
      behaviour: during(0, until, 'ThrottlingException'),
    });
    const [probe, second] = run.calls;
    expect(probe?.target).toBe('primary');
    expect(second?.startedAt).toBeGreaterThanOrEqual(probe?.endedAt ?? Number.POSITIVE_INFINITY);
    expect(statesOf(run, 'primary')).toEqual(states);
    expect(run.output.outcomes).toMatchObject({ primary: 20 });
    expect(run.outcomes).toHaveLength(20);
  });

  test('in OPEN: nobody calls before the reset timer has run', async () => {
    const run = await simulate({ input: { items: items(3), state: 'OPEN' } });
    expect(run.calls[0]?.startedAt).toBe(30_000);
    expect(statesOf(run, 'primary')).toEqual(['OPEN', 'HALF_OPEN', 'CLOSED']);
  });

  test('in CLOSED with failures: one more is enough', async () => {
    const input = { items: items(12), state: 'CLOSED', failure_count: 4 } as const;
    const behaviour: Behaviour = ({ item, at }) =>
      item === 'u00003' && at < 100 ? { milliseconds: 10, error: 'ThrottlingException' } : { milliseconds: 50 };
    expect(statesOf(await simulate({ input, behaviour }), 'primary')).toEqual([
      'CLOSED',
      'OPEN',
      'HALF_OPEN',
      'CLOSED',
    ]);
    expect(statesOf(await simulate({ input }), 'primary')).toEqual(['CLOSED']);
  });

  test('in a state that is none: CLOSED', async () => {
    const run = await simulate({ input: { items: items(3), state: 'AJAR' as 'CLOSED' } });
    expect(run.output.circuits['primary']?.state).toBe('CLOSED');
  });

  test('with a continuation of the other machine: it fails before the first call', async () => {
    const input: object = { items: items(3), waiting: [] };
    const run = await simulate({ input });
    expect(run.execution).toMatchObject({ status: 'FAILED', error: 'Stepbreaker.UnsupportedInput' });
    expect(run.calls).toEqual([]);
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
  expect(run.calls.filter((each) => each.target === 'region')).toEqual([]);
});

test('one item that always fails cannot keep the circuit open', async () => {
  const run = await simulate({
    input: { items: items(10), state: 'HALF_OPEN' },
    behaviour: ({ target, item }) =>
      target === 'primary' && item === 'u00001'
        ? { milliseconds: 10, error: 'ModelErrorException' }
        : { milliseconds: 10 },
  });
  expect(run.output.outcomes).toMatchObject({ primary: 9, region: 1 });
});

test('a role that may not call fails the execution', async () => {
  const behaviour: Behaviour = () => ({ milliseconds: 10, error: 'Permissions' });
  for (const state of ['CLOSED', 'HALF_OPEN'] as const) {
    const run = await simulate({ input: { items: items(3), state }, behaviour });
    expect(run.execution).toMatchObject({ status: 'FAILED', error: 'Stepbreaker.Misconfigured' });
  }
});
