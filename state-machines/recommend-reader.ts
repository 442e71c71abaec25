import type { handler as cachedRecommendations } from '../functions/cached-recommendations.js';
import type { handler as generateRecommendations } from '../functions/generate-recommendations.js';
import type { handler as staticRecommendations } from '../functions/static-recommendations.js';
import {
  cfnRef,
  dynamodb,
  errorName,
  getAtt,
  integration,
  jsonata,
  lambda,
  type Machine,
  workflow,
} from '../src/asl/index.js';
import { circuitOf, defaultModels, type ModelTarget } from './recommendation-generation.js';

/** The body of a request: whom to recommend titles to. */
export interface RecommendReaderInput {
  readonly readerId: string;
}

/** The body of the answer. There always is one, from the best tier that could be had. */
export interface RecommendReaderOutput {
  /** The best first. Empty for the tier `none` alone. */
  readonly titleIds: readonly number[];
  readonly tier: 'primary' | 'cheaper' | 'cached' | 'static' | 'none';
  /** A sentence for the reader, when the titles are not what they usually are. */
  readonly note?: string;
  /** `degraded` whenever the primary model did not answer; the gateway repeats it in `X-Bedrock-Mode`. */
  readonly mode: 'normal' | 'degraded';
}

export interface RecommendReaderOptions {
  /** Default: those of `defaultModels`. */
  readonly models?: Partial<Readonly<Record<'primary' | 'cheaper', ModelTarget>>>;
}

/** Seconds a step may take. All of them together stay below the gateway's 29 s, each model within the 3 s SLA. */
const TIMEOUT_SECONDS = { circuit: 1, model: 3, cached: 2, static: 2 } as const;

const putMetricData = integration<
  { Namespace: string; MetricData: { MetricName: string; Value: number; Unit: string }[] },
  object
>('aws-sdk:cloudwatch:putMetricData');

/**
 * Recommendations for one reader while he waits (Express, behind API Gateway): the primary model unless its shared
 * circuit is open, then the cheaper model, the cache, the static list. Each is tried once: a reader who waits is
 * better served by the next tier than by a retry.
 *
 * A circuit that cannot be read counts as CLOSED (metric `CircuitBreakerUnavailable`). The machine only reads the
 * circuit: it never takes the probe, so a HALF_OPEN circuit whose probe is out is left alone as well.
 *
 * The execution fails with `InvalidRequest` alone, when the input names no reader.
 */
export function recommendReader(
  options: RecommendReaderOptions = {},
): Machine<RecommendReaderInput, RecommendReaderOutput> {
  const models = { ...defaultModels, ...options.models };
  const generate = lambda<typeof generateRecommendations, 'ReaderNotFound'>(
    getAtt('GenerateRecommendationsFunction', 'Arn'),
    ['ReaderNotFound'],
  );
  const cached = lambda<typeof cachedRecommendations>(getAtt('CachedRecommendationsFunction', 'Arn'));
  const bestsellers = lambda<typeof staticRecommendations>(getAtt('StaticRecommendationsFunction', 'Arn'));
  const { machine, execution, end } = workflow<{ input: RecommendReaderInput; output: RecommendReaderOutput }>();
  const { readerId } = execution.input;
  const circuit = jsonata.of<object>()`$states.input.Item`;

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
            next: 'Read circuit',
          },
        ],
        default: 'Invalid request',
      },
      'Invalid request': {
        type: 'Fail',
        error: errorName('InvalidRequest'),
        cause: 'readerId is missing or unusable, expected a text of 1 to 2048 characters.',
      },
      'Read circuit': {
        type: 'Task',
        call: dynamodb.getItem({
          TableName: cfnRef('CircuitTable'),
          Key: { circuit: { S: circuitOf(models.primary) } },
        }),
        timeoutSeconds: TIMEOUT_SECONDS.circuit,
        catch: [{ errors: ['States.ALL'], next: 'Report circuit unavailable' }],
        next: 'Is primary open',
      },
      'Report circuit unavailable': {
        type: 'Task',
        comment: 'Nobody knows: the circuit counts as CLOSED, and an alarm tells',
        call: putMetricData({
          Namespace: 'Stepbreaker',
          MetricData: [{ MetricName: 'CircuitBreakerUnavailable', Value: 1, Unit: 'Count' }],
        }),
        timeoutSeconds: TIMEOUT_SECONDS.circuit,
        catch: [{ errors: ['States.ALL'], next: 'Primary' }],
        next: 'Primary',
      },
      'Is primary open': {
        type: 'Choice',
        choices: [
          {
            comment: 'OPEN until then, HALF_OPEN with the probe still out, or held open by an operator',
            condition: jsonata.boolean`($c := ${circuit}; $until := $c.st.S = 'OPEN' ? $c.open_until.N : $c.st.S = 'HALF_OPEN' ? $c.probe_until.N; $c.forced.S = 'OPEN' or ($not($c.forced.S = 'CLOSED') and $exists($until) and $number($until) > $millis()))`,
            next: 'Cheaper',
          },
        ],
        default: 'Primary',
      },
      Primary: {
        type: 'Task',
        call: generate({ readerId, tier: 'primary', target: models.primary, probe: true }),
        timeoutSeconds: TIMEOUT_SECONDS.model,
        catch: [
          { errors: [generate.errors.ReaderNotFound], next: 'Static' },
          { errors: ['States.ALL'], next: 'Cheaper' },
        ],
        next: end({ titleIds: generate.result.titleIds, tier: 'primary', mode: 'normal' }),
      },
      Cheaper: {
        type: 'Task',
        call: generate({ readerId, tier: 'cheaper', target: models.cheaper, probe: true }),
        timeoutSeconds: TIMEOUT_SECONDS.model,
        catch: [
          { errors: [generate.errors.ReaderNotFound], next: 'Static' },
          { errors: ['States.ALL'], next: 'Cached' },
        ],
        next: end({ titleIds: generate.result.titleIds, tier: 'cheaper', mode: 'degraded' }),
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
