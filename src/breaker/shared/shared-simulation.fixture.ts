import {
  circuitRules,
  parseCircuitConfiguration,
  type CircuitOptions,
  type CircuitState,
} from '../../circuit/index.js';
import { createEngine, skipClock, type Clock, type Engine, type Execution } from '../../engine/index.js';
import type { BatchInput, BatchOutput } from '../batch.js';
import { circuitBreakerMachine } from '../machine/circuit-breaker-machine.js';
import {
  isOutcome,
  models,
  runBatch,
  simulateCalls,
  simulatedTarget,
  type Behaviour,
  type CircuitChange,
  type PublishedEvent,
  type SimulatedCall,
} from '../machine/simulation.fixture.js';
import { memoryCircuitTable, type CircuitTable, type CircuitTableOutage } from './circuit-table.fixture.js';

/** A batch of a simulation: what it is started with, when, and after which times it is stopped and started again. */
export interface SimulatedBatch {
  readonly input: BatchInput<string>;
  /** Milliseconds after the start. Default 0. */
  readonly startsAt?: number;
  readonly stops?: readonly number[];
}

export interface SharedSimulationOptions {
  readonly circuit?: CircuitOptions;
  readonly batches: readonly SimulatedBatch[];
  readonly behaviour?: Behaviour;
  readonly seed?: number;
  /** Times are milliseconds after the start. */
  readonly outages?: readonly CircuitTableOutage[];
  /** Runs beside the batches: the request path, an operator. */
  readonly beside?: (world: { engine: Engine; table: CircuitTable; start: number }) => Promise<void>;
  /** Replaces the table in memory, such as a server of DynamoDB's protocol. */
  readonly connect?: (engine: Engine) => void;
}

export interface SharedSimulation {
  readonly table: CircuitTable;
  readonly calls: readonly SimulatedCall[];
  readonly published: readonly PublishedEvent[];
  /** Metrics by name: how often each was published. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly batches: readonly {
    readonly executions: readonly Execution[];
    readonly output: BatchOutput;
    readonly outcomes: readonly { readonly item: string; readonly tier: string }[];
  }[];
  readonly milliseconds: number;
}

/** Key of a target's circuit. */
export const circuitKey = (target: string): string => `us-east-1/${target}`;

/** The first target fails for a while. Times are milliseconds after the start. */
export const primaryFails =
  (from: number, to: number, error: string, milliseconds = 100): Behaviour =>
  ({ target, at }) =>
    target === 'primary' && at >= from && at < to ? { milliseconds, error } : { milliseconds: 1_000 };

/** The states that the first target's circuit was written with, in order. */
export const statesOfPrimary = ({ writes }: CircuitTable): CircuitState[] =>
  writes.filter((write) => write.circuit === circuitKey('primary')).map(({ after }) => after.st);

/** Three guarded targets that share their circuits with everybody, a cache and a static list. */
export const sharedMachine = (circuit: CircuitOptions = {}) =>
  circuitBreakerMachine<string>({
    name: 'shared',
    circuit,
    scope: 'shared',
    circuitTable: 'circuits',
    targets: models.map((name) => simulatedTarget(name, { circuit: circuitKey(name) })),
    lastResort: [simulatedTarget('cached'), simulatedTarget('static')],
  });

const definitions = new Map<string, object>();
const definitionOf = (circuit: CircuitOptions): object => {
  const key = JSON.stringify(circuit);
  const definition = definitions.get(key) ?? sharedMachine(circuit).toAsl();
  definitions.set(key, definition);
  return definition;
};

/** Runs batches side by side to their very ends, in virtual time, on the same circuits. */
export async function simulateShared(options: SharedSimulationOptions): Promise<SharedSimulation> {
  const { circuit = {}, behaviour = () => ({ milliseconds: 1_000 }), seed = 1 } = options;
  const clock = skipClock();
  const start = clock.now();
  const engine = createEngine({ clock, seed });
  const { failureThreshold } = circuitRules(parseCircuitConfiguration(circuit));
  const outages = (options.outages ?? []).map((o) => ({ ...o, from: start + o.from, to: start + o.to }));
  const table = memoryCircuitTable(engine, failureThreshold, outages);
  options.connect?.(engine);
  const calls: SimulatedCall[] = [];
  const published: PublishedEvent[] = [];
  const metrics: Record<string, number> = {};
  const outcomes = new Map<string, { item: string; tier: string }[]>();
  simulateCalls(engine, behaviour, calls);
  engine.integration<{ Entries: PublishedEvent[] }>('events:putEvents', ({ Entries }) => {
    published.push(...Entries);
    return { FailedEntryCount: 0, Entries: [] };
  });
  engine.integration<{ MetricData: { MetricName: string }[] }>('aws-sdk:cloudwatch:putMetricData', ({ MetricData }) => {
    for (const { MetricName } of MetricData) metrics[MetricName] = (metrics[MetricName] ?? 0) + 1;
    return {};
  });
  engine.observe((event) => {
    if (event.type === 'ChoiceStateExited' || !event.stateExitedEventDetails) return;
    const output: unknown = JSON.parse(String(event.stateExitedEventDetails.output ?? 'null'));
    if (isOutcome(output)) outcomes.set(event.executionArn, [...(outcomes.get(event.executionArn) ?? []), output]);
  });

  const { stateMachineArn } = engine.createStateMachine({ name: 'shared', definition: definitionOf(circuit) });
  const batches = options.batches.map(async ({ input, startsAt = 0, stops = [] }) => {
    await under(clock, () => clock.sleep(startsAt));
    const executions = await runBatch(engine, { stateMachineArn, input, stops, calls });
    return {
      executions,
      output: executions.at(-1)?.output as BatchOutput,
      outcomes: executions.flatMap(({ executionArn }) => outcomes.get(executionArn) ?? []),
    };
  });
  const beside = under(clock, async () => options.beside?.({ engine, table, start }));
  const ended = await Promise.all(batches);
  await beside;
  return { table, calls, published, metrics, batches: ended, milliseconds: clock.now() - start };
}

/** Who sleeps on the clock holds it while awake. */
export async function under<Result>(clock: Clock, work: () => Promise<Result>): Promise<Result> {
  const release = clock.hold();
  try {
    return await work();
  } finally {
    release();
  }
}

/**
 * The run as the invariants of an execution's own circuits see it. A call counts from when it was admitted, since a
 * chunk goes on after somebody else has opened the circuit; what happened within a millisecond keeps its order by a
 * fraction. A probe that proved nothing, or whose lease ran out, leaves the circuit half open, as it does there.
 */
export function asOwnCircuits(
  run: SharedSimulation,
  start: number,
): {
  readonly changes: CircuitChange[];
  readonly calls: SimulatedCall[];
} {
  const moment = ({ at, order }: { readonly at: number; readonly order: number }) => at - start + order / 1e6;
  const calls = run.calls.map((call) => {
    const admitted = run.table.admissions.findLast(
      ({ execution, at }) => execution === call.execution && at - start <= call.startedAt,
    );
    return admitted ? { ...call, startedAt: moment(admitted) } : call;
  });
  const changes: CircuitChange[] = models.map((target) => ({
    target,
    at: 0,
    record: { state: 'CLOSED', failures: [], openings: 0, announced: 'CLOSED' },
    previous: undefined,
  }));
  const latest = new Map(changes.map((change) => [change.target, change.record]));
  for (const write of run.table.writes) {
    const { before, after } = write;
    const target = models.find((one) => circuitKey(one) === write.circuit);
    const previous = latest.get(target ?? '');
    const inconclusive = before?.st === 'HALF_OPEN' && after.st === 'OPEN' && after.opens === before.opens;
    if (target === undefined || previous?.state === after.st || inconclusive) continue;
    const record = {
      state: after.st,
      failures: Object.entries(after).flatMap(([field, value]) => (/^r\d/.test(field) ? [Number(value)] : [])),
      openings: after.opens ?? 0,
      ...(after.opened_at !== undefined && { openedAt: after.opened_at }),
      ...(after.open_until !== undefined && { openUntil: after.open_until }),
      announced: after.st,
    };
    latest.set(target, record);
    changes.push({ target, at: moment(write), record, previous });
  }
  return { changes, calls };
}
