import { createHandler as cachedRecommendations } from '../functions/cached-recommendations.js';
import { createHandler as generateRecommendations } from '../functions/generate-recommendations.js';
import { createHandler as listReaders } from '../functions/list-readers.js';
import { createHandler as staticRecommendations } from '../functions/static-recommendations.js';
import { defaultModels } from '../state-machines/recommendation-generation.js';
import type { BatchOutput } from '../src/breaker/index.js';
import { createEngine, realClock, skipClock, type Execution, type LambdaHandler } from '../src/engine/index.js';
import { startLocalBedrock, type LocalBedrock } from '../src/local/bedrock/index.js';
import { readerStore, type Catalogue, type Reader } from '../functions/recommendation/index.js';
import { createBedrockClient } from '../src/bedrock/index.js';
import { memoryRecommendationCache } from '../functions/recommendation/recommendation-cache.js';
import { seededRandom } from '../src/resilience/index.js';
import { UsageError } from '../src/cli/usage-error.js';
import { batchObserver } from './batch-observer.js';
import { createBatchMachine } from './batch-machine.js';
import { useLocalBedrock } from './bedrock-environment.js';
import { callOf } from './call-record.js';
import { executionFailure } from './execution-failure.js';
import type { DemoOptions } from './options.js';
import type { Call, CircuitChange, ItemResult, RunRecord, Tier } from './run-record.js';
import { titleAnswer } from './title-answer.js';

/** What the batch is run on. */
export interface BatchMaterial {
  readonly catalogue: Catalogue;
  readonly readers: ReadonlyMap<string, Reader>;
}

/** A listener to the batch while it runs. */
export interface BatchEvents {
  /** Nothing can prevent the batch any more. */
  readonly onStart?: () => void;
  readonly onResult?: (result: ItemResult) => void;
  readonly onCircuit?: (change: CircuitChange) => void;
  /** Stops the executions; what has an outcome keeps it. */
  readonly signal?: AbortSignal;
}

/** What a batch leaves behind, apart from what its input file was like. */
export type BatchRecord = Omit<RunRecord, 'rejected' | 'duplicates' | 'servedBefore' | 'wallDuration'>;

const silent = { logger: { info() {}, warn() {} }, metrics() {} };
const models = Object.entries(defaultModels) as [Tier, (typeof defaultModels)[keyof typeof defaultModels]][];

/**
 * Runs the recommendation batch on the embedded Step Functions, over all its executions: the real functions, the real
 * AWS SDK over HTTP, a local Bedrock with the outages on schedule.
 *
 * @throws UsageError when the local Bedrock cannot listen
 */
export async function runBatch(
  options: DemoOptions,
  material: BatchMaterial,
  events: BatchEvents = {},
): Promise<BatchRecord> {
  // No handler hangs here, however long a busy machine keeps it waiting: time is skipped only when all is quiet.
  const clock = options.clock === 'real' ? realClock() : skipClock({ patience: 600_000 });
  const start = Math.floor(clock.now());
  const engine = createEngine({ clock, seed: options.seed });
  const bedrock = await listen(options, clock);
  const restoreEnvironment = useLocalBedrock(bedrock.url);
  const client = createBedrockClient({ clock, random: seededRandom(options.seed) });
  try {
    const { catalogue } = material;
    const readers = readerStore(material.readers.values());
    const cache = memoryRecommendationCache();
    const stateMachineArn = createBatchMachine(engine, options, {
      GenerateRecommendationsFunction: generateRecommendations({
        ...silent,
        catalogue,
        readers,
        cache,
        clock,
        bedrock: client,
      }) as LambdaHandler,
      CachedRecommendationsFunction: cachedRecommendations({ ...silent, cache, clock }) as LambdaHandler,
      StaticRecommendationsFunction: staticRecommendations({ ...silent, catalogue, readers, clock }) as LambdaHandler,
      ListReadersFunction: listReaders(async () => material.readers.values()) as LambdaHandler,
    });
    engine.integration('events:putEvents', (args) => ({
      FailedEntryCount: 0,
      Entries: (args as { Entries: unknown[] }).Entries.map(() => ({ EventId: 'local' })),
    }));

    const results: ItemResult[] = [];
    const circuit: CircuitChange[] = [];
    let probes = 0;
    engine.observe(
      batchObserver('primary', {
        onOutcome({ item, tier, value, at }) {
          const result = itemResult(item, tier, value, at - start);
          results.push(result);
          events.onResult?.(result);
        },
        onProbe: () => {
          probes += 1;
        },
        onCircuit({ state, at }) {
          const change = { state, at: at - start };
          circuit.push(change);
          events.onCircuit?.(change);
        },
      }),
    );

    const readerIds = [...material.readers.keys()];
    const input = { ...options.input, items: readerIds };
    checkSize(input);
    events.onStart?.();
    const first = engine.startExecution({ stateMachineArn, input });
    const chain = await followChain(first, (arn) => engine.execution(arn), events.signal);
    const last = chain.at(-1) ?? first;
    return {
      readerIds,
      results,
      circuit,
      calls: bedrock.calls.map((call) => callOf(call, start)).sort(byTime),
      outages: options.outages,
      primary: defaultModels.primary,
      probes,
      transitions: chain.reduce((sum, execution) => sum + execution.billedTransitions, 0),
      executions: chain.length,
      duration: Math.floor(clock.now()) - start,
      failure: executionFailure(last),
    };
  } finally {
    client.destroy();
    restoreEnvironment();
    await bedrock.close();
  }
}

async function listen(
  options: DemoOptions,
  clock: Parameters<typeof startLocalBedrock>[0]['clock'],
): Promise<LocalBedrock> {
  try {
    return await startLocalBedrock({
      clock,
      seed: options.seed,
      answer: titleAnswer,
      faults: options.outages,
      port: options.port,
    });
  } catch (error) {
    throw new UsageError([error instanceof Error ? error.message : String(error)]);
  }
}

/** What Step Functions takes as the input of an execution, in bytes. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const largestInput = 262_144;

function checkSize(input: { readonly items: readonly string[] }): void {
  const bytes = Buffer.byteLength(JSON.stringify(input));
  if (bytes <= largestInput) return;
  const fitting = Math.floor((input.items.length * largestInput) / bytes / 1_000) * 1_000;
  throw new UsageError([
    `--users has ${input.items.length} readers, whose ids are ${bytes} bytes of execution input, expected at most ${largestInput}: take fewer, such as --limit ${fitting}.`,
  ]);
}

/** The executions of a batch, each started by the one before. */
async function followChain(
  first: Execution,
  execution: (arn: string) => Execution | undefined,
  signal: AbortSignal | undefined,
): Promise<Execution[]> {
  const chain: Execution[] = [];
  let running: Execution | undefined = first;
  while (running) {
    const current: Execution = running;
    const stop = () => current.stop({ error: 'Interrupted' });
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    chain.push(await current.finished);
    signal?.removeEventListener('abort', stop);
    const successor: string | undefined = (current.output as BatchOutput | undefined)?.continuedBy;
    running = successor === undefined ? undefined : execution(successor);
  }
  return chain;
}

function itemResult(readerId: string, tier: ItemResult['tier'], value: unknown, at: number): ItemResult {
  const titleIds = (value as { titleIds?: readonly number[] } | undefined)?.titleIds ?? [];
  const target = models.find(([name]) => name === tier)?.[1];
  return { readerId, tier, titleIds, at, ...(target && { region: target.region, model: target.modelId }) };
}

/** Requests of one instant arrive in no certain order. */
const byTime = (a: Call, b: Call): number => a.at - b.at || a.tier.localeCompare(b.tier) || a.status - b.status;
