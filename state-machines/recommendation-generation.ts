import type { handler as cachedRecommendations } from '../functions/cached-recommendations.js';
import type { handler as generateRecommendations } from '../functions/generate-recommendations.js';
import type { handler as listReaders } from '../functions/list-readers.js';
import type { handler as staticRecommendations } from '../functions/static-recommendations.js';
import { cfnRef, getAtt, lambda, type Machine } from '../src/asl/index.js';
import {
  circuitBreakerMachine,
  target,
  type BatchInput,
  type BatchOutput,
  type CircuitBreakerOptions,
  type CircuitOptions,
} from '../src/breaker/index.js';
import { circuitKey, type ModelTarget } from '../src/circuit/index.js';
import { withReaderErrors } from './reader-errors.js';

export interface RecommendationGenerationOptions {
  readonly circuit?: CircuitOptions;
  /** The guarded models. Default: {@link defaultModels}. */
  readonly models?: Partial<Readonly<Record<'primary' | 'region' | 'cheaper', ModelTarget>>>;
  /**
   * `shared`: the circuits are those of the table `CircuitTable`, by {@link circuitKey}, which the request path uses as
   * well; the first execution that finds a model down stops all of them, at one transition more a chunk. Where there is a request path, use it.
   *
   * Default `execution`: the batch needs nothing but its functions and an event bus.
   */
  readonly scope?: CircuitBreakerOptions<string>['scope'];
}

/** A Sonnet-class model through a US profile, the same class in Tokyo, and a Haiku-class model. */
export const defaultModels = {
  primary: { region: 'us-east-1', modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' },
  region: { region: 'ap-northeast-1', modelId: 'jp.anthropic.claude-sonnet-4-5-20250929-v1:0' },
  cheaper: { region: 'us-east-1', modelId: 'us.anthropic.claude-haiku-4-5-20251001-v1:0' },
} as const satisfies Record<string, ModelTarget>;

/**
 * The nightly batch: recommendations for every reader (`items` are reader ids), behind a circuit for each model.
 * Started without items, it lists the readers itself.
 *
 * @throws CircuitConfigurationError for an invalid circuit, with all its problems
 */
export function recommendationGeneration(
  options: RecommendationGenerationOptions = {},
): Machine<BatchInput<string>, BatchOutput> {
  const models = { ...defaultModels, ...options.models };
  const generate = lambda<typeof generateRecommendations>(getAtt('GenerateRecommendationsFunction', 'Arn'));
  const cached = lambda<typeof cachedRecommendations>(getAtt('CachedRecommendationsFunction', 'Arn'));
  const bestsellers = lambda<typeof staticRecommendations>(getAtt('StaticRecommendationsFunction', 'Arn'));
  const list = lambda<typeof listReaders>(getAtt('ListReadersFunction', 'Arn'));
  const model = (tier: 'primary' | 'region' | 'cheaper') =>
    target<string, Parameters<typeof generateRecommendations>[0], unknown>(
      tier,
      generate,
      (readerId, probe) => ({ readerId, tier, target: models[tier], ...(probe && { probe }) }),
      { circuit: circuitKey(models[tier]) },
    );
  return circuitBreakerMachine<string>({
    name: 'recommendation-generation',
    circuit: withReaderErrors(options.circuit),
    ...(options.scope === 'shared' && { scope: options.scope, circuitTable: cfnRef('CircuitTable') }),
    targets: [model('primary'), model('region'), model('cheaper')],
    lastResort: [
      target('cached', cached, (readerId) => ({ readerId })),
      target('static', bestsellers, (readerId) => ({ readerId })),
    ],
    loadItems: list({}),
  });
}
