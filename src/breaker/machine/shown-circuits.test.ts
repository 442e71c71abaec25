import { describe, expect, test } from '@jest/globals';
import { createEngine, skipClock, type Execution } from '../../engine/index.js';
import { circuitBreakerMachine } from './circuit-breaker-machine.js';
import { items, models, runBatch, simulateCalls, simulatedTarget, type Behaviour } from './simulation.fixture.js';
import { memoryCircuitTable, type CircuitTableOutage } from '../shared/circuit-table.fixture.js';

const definition = (circuitTable?: string) =>
  circuitBreakerMachine<string>({
    circuit: { whileOpen: 'wait' },
    ...(circuitTable !== undefined && { circuitTable }),
    targets: models.map((name) => simulatedTarget(name)),
    lastResort: [simulatedTarget('static')],
  }).toAsl();
const [shown, unseen] = [definition('circuits'), definition()];

interface Run {
  readonly machine?: object;
  readonly behaviour: Behaviour;
  readonly stops?: readonly number[];
  readonly outages?: readonly CircuitTableOutage[];
}

async function run({ machine = shown, behaviour, stops = [], outages = [] }: Run) {
  const clock = skipClock();
  const engine = createEngine({ clock });
  const table = memoryCircuitTable(engine, 5, outages);
  const start = clock.now();
  simulateCalls(engine, behaviour, []);
  engine.integration('events:putEvents', () => ({ FailedEntryCount: 0, Entries: [] }));
  const { stateMachineArn } = engine.createStateMachine({ name: 'breaker', definition: machine });
  const batch = { stateMachineArn, input: { items: items(40), batch: 'nightly' }, stops, calls: [] };
  const executions = await runBatch(engine, batch);
  return { table, executions, start, last: executions.at(-1) as Execution };
}

const during =
  (from: number, to: number): Behaviour =>
  ({ target, at }) =>
    target === 'primary' && at >= from && at < to
      ? { milliseconds: 100, error: 'ThrottlingException' }
      : { milliseconds: 1_000 };

describe('with a circuit table, the circuits of an execution', () => {
  test('are seen while they are not CLOSED, from the beginning of the outage to its end', async () => {
    const { table, start, last } = await run({ behaviour: during(2_000, 100_000) });
    expect(last.output).toMatchObject({ outcomes: { primary: 40 } });
    const [first] = table.writes;
    expect(first).toMatchObject({ circuit: 'breaker/nightly/primary', after: { st: 'OPEN', gen: 0 } });
    expect((first?.after.first_opened_at ?? 0) - start).toBeLessThan(5_000);
    expect(table.circuits.size).toBe(0);
  });

  test('cost one transition more for each change, and nothing while no call fails', async () => {
    const transitions = async (behaviour: Behaviour) => {
      const [one, other] = await Promise.all([run({ behaviour }), run({ behaviour, machine: unseen })]);
      return one.last.billedTransitions - other.last.billedTransitions;
    };
    expect(await transitions(during(0, 0))).toBe(0);
    expect(await transitions(during(2_000, 30_000))).toBe(2);
  });

  test('keep the beginning of the outage over a stop and a restart', async () => {
    const { table, executions } = await run({ behaviour: during(2_000, 300_000), stops: [120_000] });
    expect(executions).toHaveLength(2);
    const begins = new Set(table.writes.map(({ after }) => after.first_opened_at));
    expect(begins.size).toBe(1);
    expect(table.circuits.size).toBe(0);
  });

  test('are taken down with a batch that ends while one is open', async () => {
    const { table, last } = await run({
      behaviour: ({ target }) =>
        target === 'static' ? { milliseconds: 1 } : { milliseconds: 10, error: 'ServiceQuotaExceededException' },
    });
    expect(last.status).toBe('SUCCEEDED');
    expect(table.writes.length).toBeGreaterThan(0);
    expect(table.circuits.size).toBe(0);
  });

  test('hold nobody up when the table cannot be written', async () => {
    const { last } = await run({ behaviour: during(2_000, 30_000), outages: [{ from: 0, to: Infinity }] });
    expect(last.output).toMatchObject({ outcomes: { primary: 40 } });
  });
});
