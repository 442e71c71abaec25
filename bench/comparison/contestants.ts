import type { Execution } from '../../src/engine/index.js';
import { lambda, type Reference } from '../../src/asl/index.js';
import { circuitBreakerMachine, target, type CircuitBreakerOptions } from '../../src/breaker/index.js';
import { memoryCircuitTable } from '../../src/breaker/shared/circuit-table.fixture.js';
import { world, type Outcome, type Task, type World } from './outage.js';

/** One way to guard the calls. */
export interface Contestant {
  readonly name: string;
  run(task: Task): Promise<Outcome>;
}

const invoke = (FunctionName: string, rest: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName, Payload: {} },
  ...rest,
});

/** The retry that both samples and most definitions in the wild carry. */
const RETRY = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 }];

const itemsOf = ({ items }: Task): string[] => Array.from({ length: items }, (_, index) => `item-${index}`);

/** A Map whose Task retries and then falls back: no breaker. */
const retryOnly: Contestant = {
  name: 'Retry and Catch',
  async run(task) {
    const { engine, outcome } = world(task);
    const definition = {
      StartAt: 'Items',
      States: {
        Items: {
          Type: 'Map',
          MaxConcurrency: task.concurrency,
          ItemProcessor: {
            StartAt: 'Model',
            States: {
              Model: invoke('model', {
                Retry: RETRY,
                Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Fallback' }],
                End: true,
              }),
              Fallback: invoke('fallback', { End: true }),
            },
          },
          End: true,
        },
      },
    };
    const { stateMachineArn } = engine.createStateMachine({ name: 'retry', definition });
    const execution = await engine.startExecution({ stateMachineArn, input: itemsOf(task) }).finished;
    return outcome(execution.billedTransitions);
  },
};

/** How long the sample's record keeps the circuit open, in seconds: what its article uses. */
const SAMPLE_EXPIRY_SECONDS = 20;

/**
 * The shape of AWS's sample ("Using the circuit breaker pattern with AWS Step Functions and Amazon DynamoDB", AWS Compute
 * Blog, 2022), in words of our own: an execution a call, a record with an expiry as the circuit, no window, no probe.
 */
const sample: Contestant = {
  name: 'AWS sample',
  async run(task) {
    const { engine, outcome } = world(task);
    let openUntil = 0;
    engine.lambda('circuitStatus', () => (openUntil > engine.clock.now() ? 'OPEN' : 'CLOSED'));
    engine.lambda('openCircuit', () => {
      openUntil = engine.clock.now() + SAMPLE_EXPIRY_SECONDS * 1_000;
      return 'OPEN';
    });
    const definition = {
      StartAt: 'Circuit status',
      States: {
        'Circuit status': invoke('circuitStatus', { Next: 'Is it closed' }),
        'Is it closed': {
          Type: 'Choice',
          Choices: [{ Variable: '$.Payload', StringEquals: 'OPEN', Next: 'Circuit open' }],
          Default: 'Model',
        },
        Model: invoke('model', {
          Retry: RETRY,
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Open circuit' }],
          Next: 'Answered',
        }),
        Answered: { Type: 'Succeed' },
        'Open circuit': invoke('openCircuit', { Next: 'Circuit open' }),
        'Circuit open': { Type: 'Fail', Error: 'CircuitOpen' },
      },
    };
    const { stateMachineArn } = engine.createStateMachine({ name: 'sample', definition });
    const waiting = itemsOf(task);
    let transitions = 0;
    const worker = async (): Promise<void> => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
        const execution = await engine.startExecution({ stateMachineArn, input: {} }).finished;
        transitions += execution.billedTransitions;
        // The caller falls back by itself, at its own cost.
        if (execution.status !== 'SUCCEEDED') await fallBack(engine);
      }
    };
    await Promise.all(Array.from({ length: task.concurrency }, worker));
    return outcome(transitions);
  },
};

async function fallBack({ clock }: World['engine']): Promise<void> {
  const release = clock.hold();
  await clock.sleep(1_000);
  release();
}

const breaker = (
  name: string,
  options: Pick<CircuitBreakerOptions<string>, 'scope' | 'circuitTable' | 'circuit'>,
): Contestant => ({
  name,
  async run(task) {
    const { engine, outcome } = world(task);
    engine.integration('events:putEvents', () => ({ FailedEntryCount: 0, Entries: [] }));
    if (options.scope === 'shared') memoryCircuitTable(engine, 5);
    const call = (functionName: string) => lambda<(event: { item: string }) => Promise<string>>(functionName);
    const machine = circuitBreakerMachine<string>({
      ...options,
      circuit: { ...options.circuit, concurrency: task.concurrency },
      targets: [target('model', call('model'), (item: Reference<string>) => ({ item }), { circuit: 'region/model' })],
      lastResort: [target('fallback', call('fallback'), (item: Reference<string>) => ({ item }))],
    });
    const { stateMachineArn } = engine.createStateMachine({ name: 'breaker', definition: machine.toAsl() });
    let transitions = 0;
    let arn: string | undefined = engine.startExecution({
      stateMachineArn,
      input: { items: itemsOf(task) },
    }).executionArn;
    while (arn !== undefined) {
      const execution: Execution | undefined = await engine.execution(arn)?.finished;
      if (execution?.status !== 'SUCCEEDED') throw new Error(`${name}: ${execution?.error} ${execution?.cause}`);
      transitions += execution.billedTransitions;
      arn = (execution.output as { continuedBy?: string }).continuedBy;
    }
    return outcome(transitions);
  },
});

export const contestants: readonly Contestant[] = [
  retryOnly,
  sample,
  breaker('stepbreaker', {}),
  breaker('stepbreaker, reset never above 30 s', { circuit: { maxResetSeconds: 30 } }),
  breaker('stepbreaker, shared', { scope: 'shared', circuitTable: 'circuits' }),
];
