import type { handler as cachedRecommendations } from '../functions/cached-recommendations.js';
import type { handler as recommendFunction } from '../functions/recommend.js';
import type { handler as staticRecommendations } from '../functions/static-recommendations.js';
import { errorName, getAtt, jsonata, lambda, type Machine, workflow } from '../src/asl/index.js';

/** The body of a request: the reader to recommend titles to. */
export interface RecommendReaderInput {
  readonly readerId: string;
}

/** The body of the answer. There always is one, from the best tier that could be had. */
export interface RecommendReaderOutput {
  /** The best first. Empty for the tier `none` alone. */
  readonly titleIds: readonly number[];
  readonly tier: 'primary' | 'cheaper' | 'cached' | 'static' | 'none';
  /**
   * `fallback` when another region answered instead of the first one, `degraded` for anything less than the primary model's
   * usual answer. The gateway repeats it in `X-Bedrock-Mode`.
   */
  readonly mode: 'normal' | 'fallback' | 'degraded';
  /** What may be promised in this mode, in milliseconds. Absent when the function that knows it did not answer. */
  readonly slaWindowMs?: number;
  /** A sentence for the reader, when the titles are not what they usually are. */
  readonly note?: string;
}

/**
 * Seconds a step may take. The first one promises 4.5 s and may have to start; all of them together stay below the
 * gateway's 29 s.
 */
const TIMEOUT_SECONDS = { recommend: 8, cached: 2, static: 2 } as const;

/**
 * Recommendations for one reader while he waits (Express, behind API Gateway). The function `recommend` goes through all
 * tiers by itself; the cache and the static list are here once more for the time in which it cannot be had at all, so
 * that the death of a function is never the reader's error.
 *
 * The execution fails with `InvalidRequest` alone, when the input names no reader.
 */
export function recommendReader(): Machine<RecommendReaderInput, RecommendReaderOutput> {
  const recommend = lambda<typeof recommendFunction>(getAtt('RecommendFunction', 'Arn'));
  const cached = lambda<typeof cachedRecommendations>(getAtt('CachedRecommendationsFunction', 'Arn'));
  const bestsellers = lambda<typeof staticRecommendations>(getAtt('StaticRecommendationsFunction', 'Arn'));
  const { machine, execution, end } = workflow<{ input: RecommendReaderInput; output: RecommendReaderOutput }>();
  const { readerId } = execution.input;

  return machine({
    name: 'recommend-reader',
    comment: 'Recommendations for one reader, from the best tier that answers',
    startAt: 'Names a reader',
    timeoutSeconds: 28,
    states: {
      'Names a reader': {
        type: 'Choice',
        choices: [
          {
            condition: jsonata.boolean`$type(${readerId}) = 'string' and $length(${readerId}) in [1..2048]`,
            next: 'Recommend',
          },
        ],
        default: 'Invalid request',
      },
      'Invalid request': {
        type: 'Fail',
        error: errorName('InvalidRequest'),
        cause: 'readerId is missing or unusable, expected a text of 1 to 2048 characters.',
      },
      Recommend: {
        type: 'Task',
        call: recommend({ readerId }),
        timeoutSeconds: TIMEOUT_SECONDS.recommend,
        catch: [{ errors: ['States.ALL'], next: 'Cached' }],
        next: end(recommend.result),
      },
      Cached: {
        type: 'Task',
        call: cached({ readerId }),
        timeoutSeconds: TIMEOUT_SECONDS.cached,
        catch: [{ errors: ['States.ALL'], next: 'Static' }],
        next: end(
          jsonata.of<RecommendReaderOutput>()`$merge([{'titleIds': [${cached.result.titleIds}], 'tier': 'cached', 'mode': 'degraded'}, $exists(${cached.result.note}) ? {'note': ${cached.result.note}} : {}])`,
        ),
      },
      Static: {
        type: 'Task',
        call: bestsellers({ readerId }),
        timeoutSeconds: TIMEOUT_SECONDS.static,
        catch: [{ errors: ['States.ALL'], next: 'Nothing to recommend' }],
        next: end({
          titleIds: bestsellers.result.titleIds,
          tier: 'static',
          note: 'These are popular titles; your own recommendations will be back soon.',
          mode: 'degraded',
        }),
      },
      'Nothing to recommend': {
        type: 'Succeed',
        comment: 'Even the static list failed: an answer without titles is still an answer',
        output: {
          titleIds: [],
          tier: 'none',
          note: 'There are no recommendations right now. Please try again in a few minutes.',
          mode: 'degraded',
        },
      },
    },
  });
}
