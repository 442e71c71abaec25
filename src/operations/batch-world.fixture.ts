import { SFN } from '@aws-sdk/client-sfn';
import { lambda, type Reference } from '../asl/index.js';
import { circuitBreakerMachine, target, type BatchOutput, type CircuitOptions } from '../breaker/index.js';
import {
  memoryCircuitTable,
  type CircuitTable,
  type CircuitTableOutage,
} from '../breaker/shared/circuit-table.fixture.js';
import { createEngine, skipClock, type Clock, type Engine, type Execution } from '../engine/index.js';
import { localClientOptions, startLocalStepFunctions } from '../local/step-functions/index.js';
import { connectStepFunctions, type StepFunctionsClient } from './step-functions-client.js';

/** How a function answers a call that begins `at` milliseconds after the beginning: after how long, with which error. */
export interface Answer {
  readonly milliseconds: number;
  readonly error?: string;
}
export interface Call {
  readonly function: string;
  readonly item: string;
  readonly probe: boolean;
  readonly at: number;
}
export type Behaviour = (call: Call) => Answer;

export const GUARDED = ['primary', 'region'] as const;
const LAST_RESORT = ['cached', 'static'] as const;

type Work = (event: { item: string; probe: boolean }) => Promise<{ answer: string }>;
type LoadItems = (event: object) => Promise<{ items: string[] }>;
const arn = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const to = (name: string) =>
  target(name, lambda<Work>(arn(name)), (item: Reference<string>, probe) => ({ item, probe }), {
    circuit: circuitKey(name),
  });

/** Key of a target's circuit in the circuit table. */
export const circuitKey = (name: string): string => `us-east-1/${name}`;

/** Failures that open a circuit: one number for all, since the circuit table is one for all machines. */
export const FAILURE_THRESHOLD = 3;

/** Whose the circuits are: the execution's, its own and shown in the table, or everybody's in the table. */
export type CircuitsIn = 'variables' | 'variables and table' | 'table';

/** A breaker machine with two guarded targets, a cache, a static list, and a function that lists the items. */
export const batchMachine = (circuit: CircuitOptions, circuitsIn: CircuitsIn = 'variables') =>
  circuitBreakerMachine<string>({
    name: 'batch',
    circuit: { failureThreshold: FAILURE_THRESHOLD, ...circuit },
    scope: circuitsIn === 'table' ? 'shared' : 'execution',
    ...(circuitsIn !== 'variables' && { circuitTable: 'circuits' }),
    targets: GUARDED.map(to),
    lastResort: LAST_RESORT.map(to),
    loadItems: lambda<LoadItems>(arn('list'))({}),
  });

/** A served or rejected item, as a history tells it. */
export interface Outcome {
  readonly item: string;
  readonly tier: string;
}

/** Step Functions behind HTTP in virtual time, with functions whose behaviour a test sets. */
export interface BatchWorld {
  readonly url: string;
  readonly engine: Engine;
  readonly clock: Clock;
  /** Operations' own client. */
  readonly client: StepFunctionsClient;
  /** The SDK, for what operations do not do. */
  readonly sdk: SFN;
  readonly calls: Call[];
  /** What `Load items` lists. */
  items: readonly string[];
  behaviour: Behaviour;
  /** Whether events can be published. */
  publishes: boolean;
  readonly table: CircuitTable;
  /** When the circuit table cannot be reached. */
  readonly tableOutages: CircuitTableOutage[];
  /** Creates a machine and gives its ARN. */
  create(name: string, circuit: CircuitOptions, circuitsIn?: CircuitsIn): Promise<string>;
  start(stateMachineArn: string, name: string, input: object): Execution;
  /** The execution and those that the machine handed over to, ended. */
  finished(executionArn: string): Promise<Execution[]>;
  close(): Promise<void>;
}

export async function startBatchWorld(clock: Clock = skipClock()): Promise<BatchWorld> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const engine = createEngine({ clock, seed: 5 });
  const server = await startLocalStepFunctions({ engine });
  const sdk = new SFN(localClientOptions(server.url));
  const calls: Call[] = [];
  const tableOutages: CircuitTableOutage[] = [];
  const world: BatchWorld = {
    url: server.url,
    engine,
    clock,
    sdk,
    client: await connectStepFunctions({ endpointUrl: server.url, region: 'us-east-1' }),
    calls,
    table: memoryCircuitTable(engine, FAILURE_THRESHOLD, tableOutages),
    tableOutages,
    items: [],
    behaviour: () => ({ milliseconds: 1000 }),
    publishes: true,
    async create(name, circuit, circuitsIn) {
      const definition = JSON.stringify(batchMachine(circuit, circuitsIn).toAsl());
      const roleArn = 'arn:aws:iam::123456789012:role/batch';
      const { stateMachineArn } = await sdk.createStateMachine({ name, definition, roleArn });
      return String(stateMachineArn);
    },
    start: (stateMachineArn, name, input) => engine.startExecution({ stateMachineArn, name, input }),
    async finished(executionArn) {
      const ended = await (engine.execution(executionArn) as Execution).finished;
      const successor = (ended.output as BatchOutput | undefined)?.continuedBy;
      return [ended, ...(successor === undefined ? [] : await world.finished(successor))];
    },
    async close() {
      sdk.destroy();
      await server.close();
    },
  };
  for (const name of [...GUARDED, ...LAST_RESORT])
    engine.lambda(name, async (event) => {
      const { item, probe } = event as { item: string; probe: boolean };
      const call = { function: name, item, probe, at: clock.now() };
      calls.push(call);
      const { milliseconds, error } = world.behaviour(call);
      await clock.sleep(milliseconds);
      if (error !== undefined) throw Object.assign(new Error('as the test asks'), { name: error });
      return { answer: `${name} for ${item}` };
    });
  engine.lambda('list', async () => {
    await clock.sleep(100);
    return { items: world.items };
  });
  engine.integration('aws-sdk:cloudwatch:putMetricData', () => ({}));
  engine.integration('events:putEvents', async () => {
    await clock.sleep(5);
    if (!world.publishes) throw Object.assign(new Error('no bus'), { name: 'InternalException' });
    return { FailedEntryCount: 0, Entries: [] };
  });
  return world;
}

/** The outcomes that a history tells of. */
export function outcomesOf(execution: Execution): Outcome[] {
  return execution.history().flatMap(({ type, stateExitedEventDetails: exited }) => {
    if (!exited || type === 'ChoiceStateExited') return [];
    const output = JSON.parse(String(exited['output'] ?? 'null')) as Partial<Outcome> | null;
    return output?.item !== undefined && output.tier !== undefined ? [{ item: output.item, tier: output.tier }] : [];
  });
}

export const itemNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `item-${String(index + 1).padStart(3, '0')}`);
