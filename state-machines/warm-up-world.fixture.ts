import { createHandler as cachedRecommendations } from '../functions/cached-recommendations.js';
import { createHandler as generateRecommendations } from '../functions/generate-recommendations.js';
import { createHandler as listActiveReaders } from '../functions/list-active-readers.js';
import { createHandler as listReaders } from '../functions/list-readers.js';
import { recording } from '../functions/recording.fixture.js';
import { createHandler as reportCacheFreshness } from '../functions/report-cache-freshness.js';
import { createHandler as staticRecommendations } from '../functions/static-recommendations.js';
import type { Machine } from '../src/asl/index.js';
import { createEngine, type Engine, type Execution, type LambdaHandler } from '../src/engine/index.js';
import { type CallRecord, type Fault } from '../src/local/bedrock/index.js';
import { virtualBedrock } from '../src/local/bedrock/virtual-bedrock.fixture.js';
import { startLocalDynamoDb } from '../src/local/dynamodb/local-dynamodb.js';
import { awsIntegrations } from '../src/local/integrations/index.js';
import { hundredTitles, readerOf } from '../functions/recommendation/catalogue.fixture.js';
import { type Reader, readerStore } from '../functions/recommendation/index.js';
import { createBedrockClient } from '../src/bedrock/index.js';
import {
  memoryRecommendationCache,
  type RecommendationCache,
} from '../functions/recommendation/recommendation-cache.js';
import { seededRandom } from '../src/resilience/index.js';
import { titleAnswer } from '../demo/title-answer.js';
import type { CacheWarmUpInput, CacheWarmUpOutput } from './cache-warm-up.js';

const MINUTE = 60_000;
const TABLE = 'circuits';

/** Everything around the warm-up, in virtual time: engine, functions, local Bedrock, a DynamoDB server, readers from a seed. */
export interface WarmUpWorld {
  readonly engine: Engine;
  readonly cache: RecommendationCache;
  readonly readerIds: readonly string[];
  /** Every entry that a model's answer was written to the cache for, oldest first. */
  readonly generated: readonly { readonly readerId: string; readonly at: number }[];
  readonly calls: readonly CallRecord[];
  /** What the functions publish and log. */
  readonly report: ReturnType<typeof recording>;
  maintenance: boolean;
  /** The function that generates; may be put behind another one. */
  generate: ReturnType<typeof generateRecommendations>;
  /** Epoch milliseconds of virtual time. */
  now(): number;
  /** Lets time pass, in minutes. */
  pass(minutes: number): Promise<void>;
  /** Models fail from now on for some minutes: all of them, or those with this in their id or region. */
  fail(minutes: number, error: Fault['error'], where?: Pick<Fault, 'region' | 'model'>): void;
  /** What a reader is shown who comes while no model answers. */
  read(readerId: string): ReturnType<ReturnType<typeof cachedRecommendations>>;
  create(name: string, machine: Pick<Machine<unknown, unknown>, 'toDefinition'>): string;
  start(stateMachineArn: string, input?: CacheWarmUpInput): Execution;
  /** Runs to the end, over all executions that continue it. */
  run(stateMachineArn: string, input?: CacheWarmUpInput): Promise<Execution>;
  finished(execution: Execution): Promise<Execution>;
  close(): Promise<void>;
}

/** Readers whose activity and ratings follow from the seed. */
export function readersFromSeed(count: number, seed: number): Reader[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const draw = (what: string, most: number): number => 1 + Math.floor(random(`${what} ${index}`) * most);
    const ratings = { [draw('first', 100)]: draw('stars', 5), [draw('second', 100)]: 4 };
    return { ...readerOf(ratings, `reader-${String(index).padStart(4, '0')}`), activity: draw('activity', 500) };
  });
}

export async function startWarmUpWorld(readers: readonly Reader[]): Promise<WarmUpWorld> {
  const faults: Fault[] = [];
  const bedrock = await virtualBedrock({ answer: titleAnswer, faults, seed: 5 });
  const dynamoDb = await startLocalDynamoDb();
  await dynamoDb.createCircuitTable(TABLE);
  const { clock } = bedrock;
  const engine = createEngine({ clock, seed: 5 });
  const client = createBedrockClient({ clock, random: seededRandom(5) });
  const report = recording();
  const generated: { readerId: string; at: number }[] = [];
  const memory = memoryRecommendationCache();
  const cache: RecommendationCache = {
    ...memory,
    put(entry) {
      if (entry.tier !== 'top') generated.push({ readerId: entry.readerId, at: clock.now() });
      return memory.put(entry);
    },
  };
  const configuration = {
    current: async () => ({
      cache: { softSeconds: 3_600, serveSeconds: 7_200, serveWithWarningSeconds: 14_400 },
      maintenance_mode_active: world.maintenance,
    }),
  };
  const store = readerStore(readers);
  const shared = { ...report, clock, cache, configuration };
  const cached = cachedRecommendations(shared);
  const functions = {
    GenerateRecommendations: ((event, context) => world.generate(event, context)) as WarmUpWorld['generate'],
    CachedRecommendations: cached,
    StaticRecommendations: staticRecommendations({ ...report, catalogue: hundredTitles, readers: store, clock }),
    ListReaders: listReaders(async () => readers),
    ListActiveReaders: listActiveReaders({ ...shared, readers: async () => readers }),
    ReportCacheFreshness: reportCacheFreshness({ ...shared, readers: async () => readers }),
  };
  for (const [name, handler] of Object.entries(functions)) engine.lambda(name, handler as LambdaHandler);
  engine.integration('events:putEvents', () => ({ FailedEntryCount: 0, Entries: [] }));
  const aws = awsIntegrations({ environment: { DYNAMODB_ENDPOINT: dynamoDb.endpoint } });
  engine.fallBackTo({
    integration: (api) => (/^(aws-sdk:)?dynamodb:/.test(api) ? aws.integration?.(api) : undefined),
  });

  const world: WarmUpWorld = {
    engine,
    cache,
    readerIds: readers.map(({ userId }) => userId),
    generated,
    calls: bedrock.calls,
    report,
    maintenance: false,
    generate: generateRecommendations({ ...shared, catalogue: hundredTitles, readers: store, bedrock: client }),
    now: () => clock.now(),
    pass: (minutes) => bedrock.asHandler(() => clock.sleep(minutes * MINUTE)),
    fail(minutes, error, where = {}) {
      faults.push({ from: bedrock.elapsed(), to: bedrock.elapsed() + minutes * MINUTE, error, ...where });
    },
    read: (readerId) => cached({ readerId }),
    create(name, machine) {
      const text = JSON.stringify(machine.toDefinition().definition)
        .replaceAll('${CircuitTable}', TABLE)
        .replaceAll(/\$\{(\w+)FunctionArn\}/g, 'arn:aws:lambda:us-east-1:123456789012:function:$1');
      return engine.createStateMachine({ name, definition: text }).stateMachineArn;
    },
    start: (stateMachineArn, input = {}) => engine.startExecution({ stateMachineArn, input }),
    run: (stateMachineArn, input) => world.finished(world.start(stateMachineArn, input)),
    async finished(execution) {
      const ended = await execution.finished;
      const successor = (ended.output as CacheWarmUpOutput & { readonly continuedBy?: string })?.continuedBy;
      const next = successor === undefined ? undefined : engine.execution(successor);
      return next ? world.finished(next) : ended;
    },
    async close() {
      client.destroy();
      await bedrock.close();
      await dynamoDb.close();
    },
  };
  return world;
}
