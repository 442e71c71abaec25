import type { ModelTarget } from '../src/circuit/index.js';
import { type Catalogue, readCatalogue } from './recommendation/catalogue.js';
import { type ReaderStore, readReaderStore } from './recommendation/reader-store.js';
import { answerText, titleRecommender } from './recommendation/title-recommender.js';
import { type BedrockClient, createBedrockClient } from '../src/bedrock/bedrock-client.js';
import { type Clock, realTime } from '../src/resilience/clock.js';
import { isCachedSince } from '../src/resilience/cache/cache-age.js';
import type { RecommendationEntry, GeneratedTier } from './recommendation/recommendation-entry.js';
import { openRecommendationCache, type RecommendationCache } from './recommendation/recommendation-cache.js';
import { openRateLimitStore } from '../src/resilience/rate-limit/open-rate-limit-store.js';
import { batchBedrock } from './handler/batch-bedrock.js';
import type { CacheRulesSource } from './handler/cache-rules.js';
import { configurationOfEnvironment, environmentVariable } from './handler/environment.js';
import { FunctionError } from './handler/function-error.js';
import { keepRecommendations } from './handler/keep-recommendations.js';
import { lazyHandler } from './handler/lazy-handler.js';
import { modelCallError } from './handler/model-call-error.js';
import { type Metric, type Observability, observability } from './handler/observability.js';
import { type FunctionHandler, recommendationHandler } from './handler/recommendation-handler.js';
import { parseReaderRequest, type ReaderRequest, textField } from './handler/recommendation-request.js';

/** Recommendations for one reader from one model. */
export interface GenerateRequest extends ReaderRequest {
  readonly tier: GeneratedTier;
  readonly target: ModelTarget;
  /** The one call that finds out whether a model is back: no retry. @default false */
  readonly probe?: boolean;
  /**
   * Epoch milliseconds: recommendations that were generated since then are given back as they are, without a model call.
   * A batch that is started again, or whose request is repeated, generates nothing twice.
   */
  readonly unlessCachedSince?: number;
}

export interface GenerateResult {
  readonly titleIds: readonly number[];
  readonly cached_at_utc: string;
}

export interface GenerateDependencies extends Observability {
  readonly catalogue: Catalogue;
  readonly readers: ReaderStore;
  readonly cache: RecommendationCache;
  readonly bedrock: BedrockClient;
  /** @default entries are fresh for an hour */
  readonly configuration?: CacheRulesSource | undefined;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

const TIERS: readonly GeneratedTier[] = ['primary', 'region', 'cheaper'];

/** The answer's length in tokens; a fallback is to be quick rather than wordy. */
const MAX_TOKENS: Readonly<Record<GeneratedTier, number>> = { primary: 1_024, region: 512, cheaper: 512 };

/**
 * Creates the function that has a model recommend titles to a reader, and keeps them for bad times.
 *
 * It fails with AWS's own exception name when the model cannot be had (`ThrottlingException` …,
 * `ModelTimeoutException` also for our own time limit, `ConnectionError`), with `TooManyRequestsException` when the turn
 * that the batches' rate limit gives is too far away, with `UnusableAnswer` when two answers in a row could not be used,
 * with `ReaderNotFound` and with `InvalidRequest`.
 */
export function createHandler(dependencies: GenerateDependencies): FunctionHandler<GenerateRequest, GenerateResult> {
  const { catalogue, readers, cache, bedrock, configuration, clock = realTime } = dependencies;
  const { logger, metrics } = observability(dependencies);
  const recommend = titleRecommender(catalogue);
  const keep = keepRecommendations({ cache, configuration, logger, clock });

  const generate = async (request: GenerateRequest, measure: (metric: Metric) => void): Promise<readonly number[]> => {
    const { readerId, target, tier, probe = false } = request;
    const reader = await readers.get(readerId);
    if (!reader) throw new FunctionError('ReaderNotFound', 'There is no reader with the id of the event.');
    const { titleIds } = await recommend({
      reader,
      async ask(prompt, attempt) {
        const input = { modelId: target.modelId, ...prompt, inferenceConfig: { maxTokens: MAX_TOKENS[tier] } };
        const key = [readerId, target.region, target.modelId, attempt].join('|');
        const answer = await bedrock.converse({ region: target.region, input, key, probe }).catch((error: unknown) => {
          throw modelCallError(error, target);
        });
        return { text: answerText(answer) };
      },
      onUnusable: () => measure({ name: 'UnusableAnswers', value: 1 }),
    });
    return titleIds;
  };

  /** What was generated since then; a cache that cannot be read is no reason not to generate. */
  const cachedSince = async (readerId: string, since: number): Promise<RecommendationEntry | undefined> => {
    const entry = await cache.get(readerId).catch(() => undefined);
    return entry && isCachedSince(entry, since, clock.now()) ? entry : undefined;
  };

  return recommendationHandler<GenerateRequest, GenerateResult>({
    clock,
    logger,
    metrics,
    parse: parseGenerateRequest,
    dimensions: ({ tier, target }) => ({ tier, region: target.region, model: target.modelId }),
    async run(request, measure) {
      const { readerId, unlessCachedSince } = request;
      const known = unlessCachedSince === undefined ? undefined : await cachedSince(readerId, unlessCachedSince);
      if (known) {
        measure({ name: 'GenerationSpared', value: 1 });
        return { titleIds: known.titleIds, cached_at_utc: known.cached_at_utc };
      }
      const titleIds = await generate(request, measure);
      const { cached_at_utc } = await keep({ readerId, titleIds, tier: request.tier }, measure);
      return { titleIds, cached_at_utc };
    },
  });
}

function parseGenerateRequest(event: unknown): GenerateRequest {
  const tier = TIERS.find((known) => known === textField(event, 'tier'));
  if (!tier) throw new FunctionError('InvalidRequest', `tier is unknown, expected one of ${TIERS.join(', ')}.`);
  const target: unknown = Reflect.get(Object(event), 'target');
  const since: unknown = Reflect.get(Object(event), 'unlessCachedSince');
  return {
    ...parseReaderRequest(event),
    tier,
    target: { region: textField(target, 'region'), modelId: textField(target, 'modelId') },
    probe: Reflect.get(Object(event), 'probe') === true,
    ...(typeof since === 'number' && { unlessCachedSince: since }),
  };
}

/** The Lambda handler, wired from the environment. Without a configuration nothing limits the rate of calls. */
export const handler = lazyHandler(async () => {
  const configuration = await configurationOfEnvironment();
  return createHandler({
    catalogue: await readCatalogue(environmentVariable('CATALOGUE_URL')),
    readers: await readReaderStore(environmentVariable('READERS_URL')),
    cache: await openRecommendationCache(environmentVariable('CACHE_URL')),
    bedrock: configuration
      ? batchBedrock({ configuration, turns: await openRateLimitStore(environmentVariable('CIRCUIT_URL')) })
      : createBedrockClient(),
    configuration,
  });
});
