import { lambda, type Reference } from '../../asl/index.js';
import { createEngine, skipClock, type Execution } from '../../engine/index.js';
import type { CircuitState } from '../../circuit/circuit-state.js';
import type { CircuitOptions } from '../../circuit/configuration.js';
import { simulateCalls, type Behaviour, type SimulatedCall } from '../machine/simulation.fixture.js';
import { target } from '../target.js';
import { servedBy, type CountingCircuit, type JsonPathBatchInput, type JsonPathBatchOutput } from './batch-data.js';
import { circuitBreakerMachineJsonPath } from './circuit-breaker-machine-json-path.js';

export interface CircuitChange {
  readonly target: string;
  readonly at: number;
  readonly circuit: CountingCircuit;
}

export interface Simulation {
  readonly execution: Execution;
  readonly output: JsonPathBatchOutput;
  readonly calls: readonly SimulatedCall[];
  readonly changes: readonly CircuitChange[];
  /** Every terminal outcome seen in the history. */
  readonly outcomes: readonly { readonly item: string; readonly tier: string }[];
  readonly milliseconds: number;
}

export interface SimulationOptions {
  readonly circuit?: CircuitOptions;
  readonly input: JsonPathBatchInput<string>;
  readonly behaviour?: Behaviour;
}

const models = ['primary', 'region', 'cheaper'];
const tiers = [...models, 'cached', 'static', 'rejected'];
type Call = (event: { item: string }) => Promise<{ answer: string }>;
const call = (name: string) =>
  target(name, lambda<Call>(`arn:aws:lambda:us-east-1:123456789012:function:${name}`), (item: Reference<string>) => ({
    item,
  }));

/** The machine under test: three guarded targets, a cache and a static list. */
export const simulatedMachine = (circuit: CircuitOptions = {}) =>
  circuitBreakerMachineJsonPath<string>({
    name: 'simulated',
    circuit: { whileOpen: 'wait', ...circuit },
    targets: models.map(call),
    lastResort: [call('cached'), call('static')],
  });

const definitions = new Map<string, object>();

function definitionOf(circuit: CircuitOptions): object {
  const key = JSON.stringify(circuit);
  const definition = definitions.get(key) ?? simulatedMachine(circuit).toAsl();
  definitions.set(key, definition);
  return definition;
}

/** Runs a batch to its end in virtual time. */
export async function simulate({ circuit = {}, input, behaviour = () => ({ milliseconds: 1000 }) }: SimulationOptions) {
  const clock = skipClock();
  const start = clock.now();
  const engine = createEngine({ clock, seed: 1 });
  const calls: SimulatedCall[] = [];
  simulateCalls(engine, behaviour, calls);
  const seen = watch(start);
  engine.observe(seen.listener);
  const definition = definitionOf(circuit);
  const { stateMachineArn } = engine.createStateMachine({ name: 'simulated', definition });
  const execution = await engine.startExecution({ stateMachineArn, input }).finished;
  const simulation: Simulation = {
    execution,
    output: execution.output as JsonPathBatchOutput,
    calls,
    changes: seen.changes,
    outcomes: seen.outcomes,
    milliseconds: clock.now() - start,
  };
  return simulation;
}

type Listener = Parameters<ReturnType<typeof createEngine>['observe']>[0];
interface StateOutput {
  readonly item?: string;
  readonly items?: readonly string[];
  readonly circuits?: Readonly<Record<string, CountingCircuit>>;
}

/** Reads circuits and outcomes from what states hand on, as anybody could who has the history. */
function watch(start: number) {
  const changes: CircuitChange[] = [];
  const outcomes: { item: string; tier: string }[] = [];
  const latest = new Map<string, CircuitState>();
  const listener: Listener = ({ stateExitedEventDetails: details, timestamp }) => {
    if (!details) return;
    const output = JSON.parse(String(details.output ?? 'null')) as StateOutput | null;
    const item = output?.item ?? output?.items?.[0];
    const tier = tiers.find((name) => output && (name === 'rejected' ? name : servedBy(name)) in output);
    if (tier !== undefined && item !== undefined) outcomes.push({ item, tier });
    for (const [target, circuit] of Object.entries(output?.circuits ?? {})) {
      if (latest.get(target) === circuit.state) continue;
      latest.set(target, circuit.state);
      changes.push({ target, at: timestamp.getTime() - start, circuit });
    }
  };
  return { changes, outcomes, listener };
}

/** The states a target's circuit went through, in order. */
export const statesOf = (simulation: Simulation, name: string): CircuitState[] =>
  simulation.changes.filter((change) => change.target === name).map((change) => change.circuit.state);
