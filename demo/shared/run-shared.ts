import { createHandler as cachedRecommendations } from '../../functions/cached-recommendations.js';
import { createHandler as generateRecommendations } from '../../functions/generate-recommendations.js';
import { createHandler as listActiveReaders } from '../../functions/list-active-readers.js';
import { createHandler as reportCacheFreshness } from '../../functions/report-cache-freshness.js';
import { createHandler as staticRecommendations } from '../../functions/static-recommendations.js';
import { defaultModels } from '../../state-machines/recommendation-generation.js';
import { createEngine, skipClock, type LambdaHandler } from '../../src/engine/index.js';
import { startLocalBedrock } from '../../src/local/bedrock/index.js';
import { startLocalDynamoDb } from '../../src/local/dynamodb/local-dynamodb.js';
import { readerStore } from '../../functions/recommendation/index.js';
import { createBedrockClient } from '../../src/bedrock/index.js';
import { memoryRecommendationCache } from '../../functions/recommendation/recommendation-cache.js';
import { seededRandom } from '../../src/resilience/index.js';
import { dynamoDbCircuitStore } from '../../src/resilience/circuit/dynamodb-circuit-store.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { batchObserver } from '../batch-observer.js';
import { useLocalBedrock } from '../bedrock-environment.js';
import type { BatchMaterial } from '../run-batch.js';
import { callOf } from '../call-record.js';
import { executionFailure } from '../execution-failure.js';
import { titleAnswer } from '../title-answer.js';
import { runRequestPath } from './request-path.js';
import type { SharedOptions } from './shared-options.js';
import type { SharedAnswer, SharedRun } from './shared-run.js';
import { createWarmUpMachine } from './warm-up-machine.js';
import { watchCircuits } from './watched-circuits.js';

const silent = { logger: { info() {}, warn() {} }, metrics() {} };

/**
 * Runs requests of many tasks and a cache warm-up side by side, in virtual time, against the circuits of one DynamoDB
 * table: the real functions, breakers, state machine and AWS SDK over HTTP; a local Bedrock with the outages on schedule.
 *
 * @throws UsageError when the local Bedrock cannot listen
 */
export async function runShared(
  options: SharedOptions,
  material: BatchMaterial,
  onAnswer: (answer: SharedAnswer) => void = () => {},
): Promise<Omit<SharedRun, 'wallDuration'>> {
  const clock = skipClock({ patience: 600_000 });
  const start = Math.floor(clock.now());
  const engine = createEngine({ clock, seed: options.seed });
  const { seed, outages: faults, port } = options;
  const bedrock = await startLocalBedrock({ clock, seed, answer: titleAnswer, faults, port }).catch((error: Error) => {
    throw new UsageError([error.message]);
  });
  const dynamoDb = await startLocalDynamoDb();
  const restoreEnvironment = useLocalBedrock(bedrock.url);
  const client = createBedrockClient({ clock, random: seededRandom(options.seed) });
  try {
    const table = await dynamoDb.createCircuitTable();
    const store = dynamoDbCircuitStore({ tableName: table, client: dynamoDb.client, clock });
    const watch = watchCircuits(store, clock);
    let warmUpProbes = 0;
    const answers: SharedAnswer[] = [];
    const answer = (origin: SharedAnswer['origin'], tier: SharedAnswer['tier'], at: number): void => {
      answers.push({ origin, tier, at });
      onAnswer({ origin, tier, at });
    };

    const { catalogue, readers } = material;
    const byId = readerStore(readers.values());
    const cache = memoryRecommendationCache();
    const shared = { ...silent, cache, clock };
    const generate = generateRecommendations({ ...shared, catalogue, readers: byId, bedrock: client });
    const activeReaders = async () => readers.values();
    const stateMachineArn = createWarmUpMachine(
      engine,
      options,
      { name: table, endpoint: dynamoDb.endpoint },
      {
        GenerateRecommendationsFunction: generate as LambdaHandler,
        ListActiveReadersFunction: listActiveReaders({ ...shared, readers: activeReaders }) as LambdaHandler,
        ReportCacheFreshnessFunction: reportCacheFreshness({ ...shared, readers: activeReaders }) as LambdaHandler,
      },
    );
    engine.observe(
      batchObserver('primary', {
        onOutcome: ({ tier, at }) => answer('warm-up', tier, at - start),
        onProbe: () => {
          warmUpProbes += 1;
        },
        onCircuit() {},
      }),
    );

    const warmUp = engine.startExecution({ stateMachineArn, input: { limit: readers.size } });
    const requests = await runRequestPath({
      clock,
      store: watch.store,
      tasks: options.tasks,
      duration: options.duration,
      seed: options.seed,
      readerIds: [...readers.keys()],
      generate,
      cached: cachedRecommendations(shared),
      bestsellers: staticRecommendations({ ...silent, catalogue, readers: byId, clock }),
      onServed: (tier) => answer('request path', tier, Math.floor(clock.now()) - start),
    });
    const failure = executionFailure(await warmUp.finished);
    const { circuits, probes } = await watch.stop();
    return {
      circuits,
      probes: probes + warmUpProbes,
      answers,
      requests,
      readers: readers.size,
      calls: bedrock.calls.map((call) => callOf(call, start)).sort((a, b) => a.at - b.at),
      outages: options.outages,
      primary: defaultModels.primary,
      duration: Math.floor(clock.now()) - start,
      failure,
    };
  } finally {
    client.destroy();
    restoreEnvironment();
    await dynamoDb.close();
    await bedrock.close();
  }
}
