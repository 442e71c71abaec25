import { executeWithFallback } from '../../src/resilience/circuit/execute-with-fallback.js';
import { QUOTA_TROUBLE, type Troubled } from '../../src/resilience/circuit/trouble.js';
import { type Clock, realTime } from '../../src/resilience/clock.js';
import {
  type ApplicationConfiguration,
  type ConfigurationSource,
  parseApplicationConfiguration,
} from '../../src/resilience/configuration/index.js';
import type {
  LatencyAwareBedrockRouter,
  LatencyRoute,
} from '../../src/bedrock/latency/latency-aware-bedrock-router.js';
import type { ModelTier } from '../../src/bedrock/regions/call-plan.js';
import type {
  MultiRegionBedrockClient,
  RegionalAnswer,
} from '../../src/bedrock/regions/multi-region-bedrock-client.js';
import { errorName, silent, type Telemetry } from '../../src/resilience/telemetry.js';
import { withinTime } from '../../src/resilience/within-time.js';
import type { ReaderStore } from './reader-store.js';
import { answerText, type TitleRecommender } from './title-recommender.js';

/** Who answered: a model in whichever region, or the fallback for all of them. */
export type RequestTier = ModelTier | 'cached' | 'static';

/**
 * - `normal`: the primary model answered where it is asked first
 * - `fallback`: the primary model answered in another region: a shorter answer, a longer wait
 * - `degraded`: anything less, and every answer while no region is within the latency budget
 *
 * The gateway repeats it in the header `X-Bedrock-Mode`.
 */
export type RequestMode = 'normal' | 'fallback' | 'degraded';

/** Recommendations for a reader who waits. */
export interface RequestAnswer {
  /** The best first. */
  readonly titleIds: readonly number[];
  readonly tier: RequestTier;
  readonly mode: RequestMode;
  /** What the caller may promise in this mode, in milliseconds. */
  readonly slaWindowMs: number;
  /** A sentence for the reader, when the titles are not what they usually are. */
  readonly note?: string;
}

/** What a tier without a model gives. */
export interface StoredTitles {
  readonly titleIds: readonly number[];
  readonly note?: string;
}

export interface RequestPathOptions {
  readonly configuration: ConfigurationSource;
  readonly router: LatencyAwareBedrockRouter;
  readonly models: MultiRegionBedrockClient;
  readonly recommend: TitleRecommender;
  readonly readers: ReaderStore;
  /** What was recommended before. Rejects when there is nothing that may be served. */
  readonly cached: (request: { readonly readerId: string }) => Promise<StoredTitles>;
  readonly bestsellers: (request: { readonly readerId: string }) => Promise<StoredTitles>;
  /** Receives `TierServed`, with the tier as the dimension `Tier`. @default none */
  readonly telemetry?: Telemetry;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/** The way of one request through the tiers. */
export interface RequestPath {
  /** @throws NoTierAnsweredError when even the bestsellers fail */
  answer(request: { readonly readerId: string }): Promise<RequestAnswer>;
}

/** The models' part of the longest time that is promised; the rest is for the tiers that stand in for them. */
const MODELS_SHARE = 0.9;

/** Candidates for each chunk that the route lets into the prompt: 42 as a rule, 14 when every region is slow. */
const CANDIDATES_PER_CHUNK = 14;

const BESTSELLERS_NOTE = 'These are popular titles; your own recommendations will be back soon.';

/**
 * Creates the request path: the primary model in the fastest approved region that works, the cheaper model when the
 * failure is the primary one's quota or circuit, the reader's cached recommendations, the bestsellers. No tier is asked
 * twice, and the reader has an answer within the longest window of the configuration (4.5 s).
 *
 * Without a configuration the approved regions are unknown: no model is asked.
 */
export function createRequestPath(options: RequestPathOptions): RequestPath {
  const { configuration, router, models, recommend, readers, cached, bestsellers } = options;
  const { telemetry = silent, clock = realTime } = options;
  const defaults = parseApplicationConfiguration();

  const rulesInForce = async (): Promise<ApplicationConfiguration | undefined> => {
    try {
      return await configuration.current();
    } catch (error) {
      telemetry.logger.warn('Without a configuration no region is approved: no model is asked', {
        error: errorName(error),
      });
      return undefined;
    }
  };

  /** What all models are asked with. */
  const prepare = async (readerId: string) => {
    const reader = await readers.get(readerId);
    if (!reader) throw new ReaderNotFound();
    return { reader, route: await router.route(reader) };
  };

  const askModel = async (
    tier: ModelTier,
    { reader, route }: Awaited<ReturnType<typeof prepare>>,
    signal: AbortSignal,
  ): Promise<RequestAnswer> => {
    const { userId, homeRegion } = reader;
    const { titleIds, answer } = await recommend({
      reader,
      candidates: route.retrievedChunks * CANDIDATES_PER_CHUNK,
      async ask(input, attempt) {
        const key = [userId, tier, attempt].join('|');
        const { output, ...regional } = await models.converse({ tier, input, key, homeRegion, route, signal });
        return { text: answerText(output), ...regional };
      },
      onUnusable: () => telemetry.metrics({}, [{ name: 'UnusableAnswers', value: 1 }]),
    });
    return { titleIds, tier, mode: modeOf(tier, route, answer), slaWindowMs: answer.slaWindowMs };
  };

  return {
    async answer({ readerId }) {
      const rules = await rulesInForce();
      const { slaWindowMs } = (rules ?? defaults).regions.fallback;
      const startedAt = clock.now();
      const within = <Result>(share: number, work: (signal: AbortSignal) => Promise<Result>) =>
        withinTime(clock, Math.max(0, startedAt + share * slaWindowMs - clock.now()), work);

      let prepared: ReturnType<typeof prepare> | undefined;
      const model = (tier: ModelTier) => async () => {
        if (!rules) throw Object.assign(new Error('No region is approved.'), { name: 'NoConfiguration' });
        return within(MODELS_SHARE, async (signal) => askModel(tier, await (prepared ??= prepare(readerId)), signal));
      };
      const degraded = (tier: 'cached' | 'static', { titleIds, note }: StoredTitles): RequestAnswer => {
        return { titleIds, tier, mode: 'degraded', slaWindowMs, ...(note !== undefined && { note }) };
      };

      const { result } = await executeWithFallback<RequestAnswer>(
        { name: 'primary', call: model('primary'), telemetry },
        { name: 'cheaper', call: model('cheaper'), takes: QUOTA_TROUBLE },
        { name: 'cached', call: async () => degraded('cached', await within(1, () => cached({ readerId }))) },
        {
          name: 'static',
          call: async () => degraded('static', { note: BESTSELLERS_NOTE, ...(await bestsellers({ readerId })) }),
        },
      );
      return result;
    },
  };
}

/** No model has an answer for a reader who does not exist, and none has failed. */
class ReaderNotFound extends Error implements Troubled {
  override readonly name = 'ReaderNotFound';
  readonly trouble = 'request';
  constructor() {
    super('There is no reader with this id.');
  }
}

function modeOf(tier: ModelTier, { degraded }: LatencyRoute, { mode }: Pick<RegionalAnswer, 'mode'>): RequestMode {
  if (degraded || tier !== 'primary') return 'degraded';
  return mode === 'fallback' ? 'fallback' : 'normal';
}
