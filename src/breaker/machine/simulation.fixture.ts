import { lambda, workflow, type Reference } from '../../asl/index.js';
import { createEngine, skipClock, type Engine, type Execution } from '../../engine/index.js';
import type { BatchInput, BatchOutput } from '../batch.js';
import { circuitVariable, type CircuitRecord } from '../circuit-record.js';
import type { CircuitState } from '../../circuit/circuit-state.js';
import type { CircuitOptions } from '../../circuit/configuration.js';
import { continuationInput, type ContinuationEvent } from '../continuation.js';
import { target, type TargetOptions } from '../target.js';
import { circuitBreakerMachine } from './circuit-breaker-machine.js';

/** How a target answers a call that begins `at` milliseconds after the start: after how long, and with which error. */
export interface Answer {
  readonly milliseconds: number;
  readonly error?: string;
  readonly message?: string;
}
export type Behaviour = (call: { readonly target: string; readonly item: string; readonly at: number }) => Answer;

export interface SimulatedCall {
  readonly target: string;
  readonly item: string;
  /** ARN of the execution that made it, where several may. */
  readonly execution?: string;
  readonly startedAt: number;
  endedAt?: number;
  error?: string;
  /** In flight when its execution was stopped: nobody heard how it ended. */
  abandoned?: boolean;
}

export interface CircuitChange {
  readonly target: string;
  readonly at: number;
  readonly record: CircuitRecord;
  readonly previous: CircuitRecord | undefined;
}

export interface Simulation {
  readonly executions: readonly Execution[];
  readonly calls: readonly SimulatedCall[];
  readonly changes: readonly CircuitChange[];
  /** Every terminal outcome seen in the histories: item and tier. */
  readonly outcomes: readonly { readonly item: string; readonly tier: string }[];
  readonly published: readonly PublishedEvent[];
  readonly output: BatchOutput;
  readonly milliseconds: number;
}

export interface PublishedEvent {
  readonly DetailType: string;
  readonly Detail: { readonly taskToken?: string; readonly target: string; readonly state?: CircuitState };
}

export interface SimulationOptions {
  readonly circuit?: CircuitOptions;
  readonly input: BatchInput<string>;
  readonly behaviour?: Behaviour;
  readonly seed?: number;
  /** Reacts to what the machine publishes, such as an operator who answers a task token. */
  readonly onPublish?: (entry: PublishedEvent, engine: Engine) => void;
  /** Each stops an execution so many milliseconds after the one before; it is started again with its continuation. */
  readonly stops?: readonly number[];
}

export const models = ['primary', 'region', 'cheaper'];
type Call = (event: { item: string; execution?: string }) => Promise<{ answer: string }>;
/** A target; one with a shared circuit tells which execution calls it. */
export const simulatedTarget = (name: string, options: TargetOptions = {}) =>
  target(
    name,
    lambda<Call>(`arn:aws:lambda:us-east-1:123456789012:function:${name}`),
    (item: Reference<string>) => ({
      item,
      ...(options.circuit !== undefined && { execution: workflow().context.Execution.Id }),
    }),
    options,
  );

/** The machine under test: three guarded targets, a cache and a static list. */
export const simulatedMachine = (circuit: CircuitOptions = {}) =>
  circuitBreakerMachine<string>({
    name: 'simulated',
    circuit,
    targets: models.map((name) => simulatedTarget(name)),
    lastResort: [simulatedTarget('cached'), simulatedTarget('static')],
  });

const definitions = new Map<string, object>();

function definitionOf(circuit: CircuitOptions): object {
  const key = JSON.stringify(circuit);
  const definition = definitions.get(key) ?? simulatedMachine(circuit).toAsl();
  definitions.set(key, definition);
  return definition;
}

const healthy: Behaviour = () => ({ milliseconds: 1000 });

/** Runs a batch to its very end, over all its executions, in virtual time. */
export async function simulate(options: SimulationOptions): Promise<Simulation> {
  const { circuit = {}, input, behaviour = healthy, seed = 1 } = options;
  const clock = skipClock();
  const start = clock.now();
  const engine = createEngine({ clock, seed });
  const calls: SimulatedCall[] = [];
  const changes: CircuitChange[] = [];
  const outcomes: { item: string; tier: string }[] = [];
  const published: PublishedEvent[] = [];
  const latest = new Map<string, CircuitRecord>();

  simulateCalls(engine, behaviour, calls);
  engine.integration('events:putEvents', (args) => {
    for (const entry of (args as { Entries: PublishedEvent[] }).Entries) {
      published.push(entry);
      options.onPublish?.(entry, engine);
    }
    return { FailedEntryCount: 0, Entries: [] };
  });
  engine.observe((event) => {
    const details = event.stateExitedEventDetails;
    if (!details) return;
    for (const name of models) {
      const text = (details.assignedVariables as Record<string, string> | undefined)?.[circuitVariable(name)];
      if (text === undefined) continue;
      const record = JSON.parse(text) as CircuitRecord;
      const previous = latest.get(name);
      latest.set(name, record);
      if (previous?.state !== record.state)
        changes.push({ target: name, at: event.timestamp.getTime() - start, record, previous });
    }
    const output: unknown = JSON.parse(String(details.output ?? 'null'));
    if (event.type !== 'ChoiceStateExited' && isOutcome(output))
      outcomes.push({ item: output.item, tier: output.tier });
  });

  const definition = definitionOf(circuit);
  const { stateMachineArn } = engine.createStateMachine({ name: 'simulated', definition });
  const executions = await runBatch(engine, { stateMachineArn, input, stops: options.stops ?? [], calls });
  const last = executions.at(-1) as Execution;
  return {
    executions,
    calls,
    changes,
    outcomes,
    published,
    output: last.output as BatchOutput,
    milliseconds: clock.now() - start,
  };
}

/** Lets every target answer as the behaviour says, and keeps the calls. Times are milliseconds after this call. */
export function simulateCalls(engine: Engine, behaviour: Behaviour, calls: SimulatedCall[]): void {
  const { clock } = engine;
  const start = clock.now();
  for (const name of [...models, 'cached', 'static'])
    engine.lambda(name, async ({ item, execution }: { item: string; execution?: string }) => {
      const record: SimulatedCall = {
        target: name,
        item,
        ...(execution !== undefined && { execution }),
        startedAt: clock.now() - start,
      };
      calls.push(record);
      const answer = behaviour({ target: name, item, at: record.startedAt });
      await clock.sleep(answer.milliseconds);
      record.endedAt = clock.now() - start;
      if (answer.error === undefined) return { answer: `${name} for ${item}` };
      record.error = answer.error;
      throw Object.assign(new Error(answer.message ?? 'simulated'), { name: answer.error });
    });
}

/** Runs a batch to its end, over successors and, after each stop, with its continuation. */
export async function runBatch(
  engine: Engine,
  batch: {
    readonly stateMachineArn: string;
    readonly input: BatchInput<string>;
    readonly stops: readonly number[];
    readonly calls: readonly SimulatedCall[];
  },
): Promise<Execution[]> {
  const { stateMachineArn, input, calls } = batch;
  const executions: Execution[] = [];
  const stops = [...batch.stops];
  const run = async (next: Execution): Promise<void> => {
    const stop = stops.shift();
    const cancel =
      stop === undefined ? () => {} : engine.clock.timer(stop, () => next.stop({ error: 'ManualRecovery' }));
    const ended = await next.finished;
    cancel();
    executions.push(ended);
    const successor = (ended.output as BatchOutput | undefined)?.continuedBy;
    if (successor !== undefined) return run(engine.execution(successor) as Execution);
    if (ended.status !== 'ABORTED') return;
    for (const inFlight of calls)
      if (inFlight.endedAt === undefined && (inFlight.execution ?? ended.executionArn) === ended.executionArn)
        inFlight.abandoned = true;
    const continuation = continuationInput(ended.history() as ContinuationEvent[], models);
    return run(engine.startExecution({ stateMachineArn, input: continuation }));
  };
  await run(engine.startExecution({ stateMachineArn, input }));
  return executions;
}

/** The output of a state that settled an item. */
export function isOutcome(output: unknown): output is { item: string; tier: string } {
  return typeof output === 'object' && output !== null && 'item' in output && 'tier' in output;
}

/** The states a target's circuit went through, in order. */
export const statesOf = (simulation: Simulation, name: string): CircuitState[] =>
  simulation.changes.filter((c) => c.target === name).map((c) => c.record.state);

export const items = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `u${String(i + 1).padStart(5, '0')}`);
