import { describe, expect, test } from '@jest/globals';
import { admission, askStore, circuitRules, converse, parseCircuitConfiguration, report } from '../../circuit/index.js';
import { createEngine, skipClock } from '../../engine/index.js';
import { circuitBreakerMachine } from '../machine/circuit-breaker-machine.js';
import {
  items,
  simulateCalls,
  simulatedTarget,
  type Behaviour,
  type SimulatedCall,
} from '../machine/simulation.fixture.js';
import { memoryCircuitTable, type CircuitTable } from './circuit-table.fixture.js';
import {
  circuitKey,
  primaryFails,
  sharedMachine,
  simulateShared,
  type SharedSimulationOptions,
} from './shared-simulation.fixture.js';

const rules = circuitRules(parseCircuitConfiguration());
const primary = circuitKey('primary');

/** A caller on the request path who asks for the primary model again and again, until a time. */
function caller(behaviour: Behaviour, everyMs: number, untilMs: number) {
  const calls: { at: number; probe: boolean }[] = [];
  const beside: SharedSimulationOptions['beside'] = async ({ engine: { clock }, table, start }) => {
    const ask = (request: Parameters<typeof askStore>[2]) => askStore(table.store, primary, request);
    for (let n = 0; clock.now() - start < untilMs; n += 1) {
      const admitted = await converse(admission(rules, `caller ${n}`), ask);
      const at = clock.now() - start;
      if (!admitted.admitted) {
        await clock.sleep(everyMs);
        continue;
      }
      calls.push({ at, probe: admitted.probe });
      const { milliseconds, error } = behaviour({ target: 'primary', item: 'u1', at });
      await clock.sleep(milliseconds);
      await converse(report(rules, admitted, error === undefined ? 'succeeded' : 'counted'), ask);
      await clock.sleep(everyMs);
    }
  };
  return { calls, beside };
}

describe('a healthy batch', () => {
  test('reads once a chunk, writes nothing, and bills at most 1.35 transitions an item', async () => {
    const run = await simulateShared({ batches: [{ input: { items: items(1_000) } }] });
    const [batch] = run.batches;
    expect(batch?.output.outcomes).toMatchObject({ primary: 1_000 });
    const transitions = batch?.executions.reduce((sum, { billedTransitions }) => sum + billedTransitions, 0) ?? 0;
    expect(transitions / 1_000).toBeLessThanOrEqual(1.35);
    expect(run.table.requests).toEqual({ batchGetItem: 101 });
    expect(run.table.writes).toEqual([]);
  });
});

describe('two executions and the request path on one circuit', () => {
  const behaviour = primaryFails(10_000, 100_000, 'ThrottlingException', 200);
  const ofTwo = async (whileOpen: 'wait' | 'fallback') => {
    const { calls: requests, beside } = caller(behaviour, 1_000, 300_000);
    const second = items(200).map((item) => item.replace('u', 'v'));
    const run = await simulateShared({
      circuit: { whileOpen },
      batches: [{ input: { items: items(200) } }, { input: { items: second }, startsAt: 500 }],
      behaviour,
      beside,
    });
    return { run, requests };
  };

  test('one trip stops all: what is admitted afterwards are probes, one at each reset', async () => {
    const { run, requests } = await ofTwo('wait');
    const writes = run.table.writes.filter(({ circuit }) => circuit === primary);
    const states = writes.map(({ after }) => after.st).filter((state, i, all) => state !== all[i - 1]);
    expect(states).toEqual(['CLOSED', 'OPEN', 'HALF_OPEN', 'OPEN', 'HALF_OPEN', 'CLOSED']);
    const start = Date.parse('2026-01-01T00:00:00Z');
    const trip = (writes.find(({ after }) => after.st === 'OPEN')?.at ?? 0) - start;
    const close = (writes.at(-1)?.at ?? 0) - start;
    const between = (at: number) => at > trip && at < close;
    // A chunk that was admitted before the trip is finished: two executions, ten calls each.
    const failed = run.calls.filter((call) => call.target === 'primary' && call.error !== undefined);
    const probesOfCallers = requests.filter(({ at, probe }) => between(at) && probe).length;
    const probesOfExecutions = writes.filter(({ after }) => after.probe_owner?.startsWith('arn:')).length;
    expect(probesOfCallers + probesOfExecutions).toBe(2);
    expect(requests.filter(({ at, probe }) => between(at) && !probe)).toEqual([]);
    expect(failed.length).toBeLessThanOrEqual(20 + probesOfExecutions);
    for (const { output } of run.batches) expect(output.outcomes).toMatchObject({ primary: 200 });
  });

  test('nobody waits where work falls back', async () => {
    const { run } = await ofTwo('fallback');
    for (const { output, outcomes } of run.batches) {
      expect(output.outcomes['region']).toBeGreaterThan(50);
      expect(new Set(outcomes.map(({ item }) => item)).size).toBe(200);
    }
  });
});

describe('an operator', () => {
  const force =
    (forced: 'OPEN' | 'CLOSED') =>
    async ({ table: { store } }: { readonly table: CircuitTable }) => {
      await store.attempt(primary, ['force'], { failureThreshold: 5, forced });
    };

  test('holds a circuit open: no call, no probe, however long', async () => {
    const run = await simulateShared({
      batches: [{ input: { items: items(40) }, startsAt: 1_000 }],
      beside: force('OPEN'),
    });
    expect(run.calls.filter(({ target }) => target === 'primary')).toEqual([]);
    expect(run.batches[0]?.output.outcomes).toMatchObject({ region: 40 });
  });

  test('releases it while work waits', async () => {
    const run = await simulateShared({
      circuit: { whileOpen: 'wait' },
      batches: [{ input: { items: items(10) }, startsAt: 1_000 }],
      beside: async ({ engine: { clock }, table: { store } }) => {
        await store.attempt(primary, ['force'], { failureThreshold: 5, forced: 'OPEN' });
        await clock.sleep(100_000);
        await store.attempt(primary, ['release'], { failureThreshold: 5 });
      },
    });
    expect(run.calls.filter(({ startedAt }) => startedAt < 100_000)).toEqual([]);
    expect(run.batches[0]?.output.outcomes).toMatchObject({ primary: 10 });
    expect(run.milliseconds).toBeLessThan(140_000);
  });

  test('holds it closed: calls go on, and no failure is written', async () => {
    const run = await simulateShared({
      batches: [{ input: { items: items(20) }, startsAt: 1_000 }],
      behaviour: primaryFails(0, Infinity, 'ThrottlingException'),
      beside: force('CLOSED'),
    });
    expect(run.calls.filter(({ target }) => target === 'primary')).toHaveLength(60);
    expect(run.table.writes).toHaveLength(1);
  });
});

test('a used-up daily quota opens the circuit at once, for the longest reset', async () => {
  const run = await simulateShared({
    batches: [{ input: { items: items(20) } }],
    behaviour: primaryFails(0, Infinity, 'ServiceQuotaExceededException'),
  });
  const { open_until: until = 0, opened_at: at = 0 } = run.table.circuits.get(primary) ?? {};
  expect(until - at).toBe(300_000);
});

test('what a batch learns of its circuits it announces', async () => {
  const run = await simulateShared({
    batches: [{ input: { items: items(100) } }],
    behaviour: primaryFails(0, 5_000, 'ThrottlingException'),
  });
  expect(run.published.map(({ Detail }) => [Detail.target, Detail.state])).toEqual([['primary', 'OPEN']]);
});

test('the children of a Distributed Map share the circuit', async () => {
  const clock = skipClock();
  const engine = createEngine({ clock });
  const table = memoryCircuitTable(engine, 5);
  const calls: SimulatedCall[] = [];
  simulateCalls(engine, primaryFails(0, Infinity, 'ServiceUnavailableException'), calls);
  engine.integration('events:putEvents', () => ({ FailedEntryCount: 0, Entries: [] }));
  const { StartAt, States } = sharedMachine().toAsl() as { StartAt: string; States: object };
  const { stateMachineArn } = engine.createStateMachine({
    name: 'distributed',
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'Batches',
      States: {
        Batches: {
          Type: 'Map',
          Items: '{% $states.input.items %}',
          ItemBatcher: { MaxItemsPerBatch: 50 },
          MaxConcurrency: 5,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
            StartAt: 'Batch',
            States: {
              Batch: { Type: 'Pass', Output: { items: '{% $states.input.Items %}' }, Next: StartAt },
              ...States,
            },
          },
          Output: `{% $sum($states.result.outcomes.region) %}`,
          End: true,
        },
      },
    },
  });
  const ended = await engine.startExecution({ stateMachineArn, input: { items: items(500) } }).finished;
  expect([ended.status, ended.output]).toEqual(['SUCCEEDED', 500]);
  // Five children ran side by side when the first chunks failed; the five after them found the circuit open.
  expect(calls.filter(({ target }) => target === 'primary').length).toBeLessThanOrEqual(50);
  expect(table.writes.filter(({ after }) => after.st === 'OPEN')).toHaveLength(1);
});

describe('what cannot be built', () => {
  const guarded = (circuit?: string) => [simulatedTarget('primary', circuit === undefined ? {} : { circuit })];

  test('shared circuits without a table', () => {
    expect(() => circuitBreakerMachine({ scope: 'shared', targets: guarded('a/b'), lastResort: [] })).toThrow(
      "circuit breaker: circuitTable is missing; circuits of the scope 'shared' live in a DynamoDB table: name it",
    );
  });

  test('a target without a key', () => {
    const options = { scope: 'shared', circuitTable: 'circuits', lastResort: [] } as const;
    expect(() => circuitBreakerMachine({ ...options, targets: guarded() })).toThrow(
      "circuit breaker: circuit of target 'primary' is missing; give it the key of its circuit, such as 'us-east-1/model-id'",
    );
  });
});
