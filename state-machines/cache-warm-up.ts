import type { handler as generateRecommendations } from '../functions/generate-recommendations.js';
import type { handler as listActiveReaders } from '../functions/list-active-readers.js';
import type { handler as reportCacheFreshness } from '../functions/report-cache-freshness.js';
import {
  type AnyState,
  cfnRef,
  dynamicStates,
  getAtt,
  type JsonataText,
  lambda,
  type Machine,
  workflow,
} from '../src/asl/index.js';
import {
  type BatchInput,
  type BatchOutput,
  circuitBreakerStates,
  parseCircuitConfiguration,
  target,
} from '../src/breaker/index.js';
import { defaultModels, type RecommendationGenerationOptions } from './recommendation-generation.js';
import { circuitKey } from '../src/circuit/index.js';
import { withReaderErrors } from './reader-errors.js';
import { releaseLease, warmUpLease } from './warm-up-lease.js';

/** What a warm-up is started with: nothing on schedule, `{"forced": true}` before planned maintenance. */
export interface CacheWarmUpInput extends Pick<
  BatchInput<string>,
  'state' | 'failure_count' | 'failures' | 'circuits'
> {
  /** Everybody active gets an entry as young as can be, also those who have one, and in maintenance mode. Default: false. */
  readonly forced?: boolean;
  /** The most active so many. Default: 1,000, or all (5,000 at most) when `forced`. */
  readonly limit?: number;
}

/** What a warm-up ends with. */
export type CacheWarmUpOutput =
  | (BatchOutput & {
      /** Absent when it could not be measured, or a successor goes on (`continuedBy`). */
      readonly freshness?: Awaited<ReturnType<typeof reportCacheFreshness>>;
    })
  /** Another run is at work; `reason` names it. */
  | { readonly skipped: true; readonly reason: string };

export interface CacheWarmUpOptions extends Omit<RecommendationGenerationOptions, 'scope'> {
  /** Whose the circuits are: those of the table `CircuitTable`, or the execution's own. Default: `shared`. */
  readonly scope?: RecommendationGenerationOptions['scope'];
}

/** A run that hangs must not keep the next ones out for ever. */
const TIMEOUT_SECONDS = 3 * 3_600;
const REPORT_TIMEOUT_SECONDS = 60;

const text = (source: string): JsonataText => `{% ${source} %}`;

/**
 * The cache warm-up, every 50 minutes: recommendations for the 1,000 most active readers, oldest entry first, behind the
 * circuits that the request path uses as well, and at the end how fresh the cache is.
 *
 * One run is at work at a time: a second one ends at once and says why. A run that was stopped or failed is simply
 * started again, with any input: it works for the same cycle, in which every reader is generated once, and looks up in
 * the cache who is left. What no model could generate keeps its old entry until the next run.
 *
 * In maintenance mode nobody is generated, unless the input says `{"forced": true}`.
 *
 * @throws CircuitConfigurationError for an invalid circuit, with all its problems
 */
export function cacheWarmUp(options: CacheWarmUpOptions = {}): Machine<CacheWarmUpInput, CacheWarmUpOutput> {
  const models = { ...defaultModels, ...options.models };
  const circuit = parseCircuitConfiguration(withReaderErrors(options.circuit), 'cache-warm-up');
  const generate = lambda<typeof generateRecommendations>(getAtt('GenerateRecommendationsFunction', 'Arn'));
  const list = lambda<typeof listActiveReaders>(getAtt('ListActiveReadersFunction', 'Arn'));
  const report = lambda<typeof reportCacheFreshness>(getAtt('ReportCacheFreshnessFunction', 'Arn'));
  const cycle = { forced: text('$cycle.forced'), limit: text('$cycle.limit') };
  const model = (tier: 'primary' | 'region' | 'cheaper') =>
    target<string, Parameters<typeof generateRecommendations>[0], unknown>(
      tier,
      generate,
      (readerId, probe) => ({
        readerId,
        tier,
        target: models[tier],
        // A probe has to reach the model: an answer from the cache would prove nothing.
        ...(probe ? { probe } : { unlessCachedSince: text('$cycle.startedAt') }),
      }),
      { circuit: circuitKey(models[tier]) },
    );
  const batch = circuitBreakerStates<string>({
    name: 'cache-warm-up',
    circuit,
    scope: options.scope ?? 'shared',
    circuitTable: cfnRef('CircuitTable'),
    targets: [model('primary'), model('region'), model('cheaper')],
    lastResort: [],
    loadItems: list({ ...cycle, cycleStartedAt: text('$cycle.startedAt') }),
  });
  const { machine } = workflow<{ input: CacheWarmUpInput; output: CacheWarmUpOutput }>();
  return machine({
    name: batch.name,
    timeoutSeconds: TIMEOUT_SECONDS,
    startAt: 'Read lease',
    states: dynamicStates({
      ...warmUpLease({ next: batch.startAt, callTimeoutSeconds: circuit.callTimeoutSeconds }),
      ...batch.states,
      Done: leadingTo('Report freshness', batch.states['Done']),
      'Report freshness': {
        type: 'Task',
        comment: 'Age, entries and success as metrics; missing, they page somebody',
        call: report(cycle),
        timeoutSeconds: REPORT_TIMEOUT_SECONDS,
        retry: [{ errors: ['States.ALL'], intervalSeconds: 1, backoffRate: 2, maxAttempts: 3, jitterStrategy: 'FULL' }],
        catch: [{ errors: ['States.ALL'], output: text('$states.input'), next: 'Release lease' }],
        output: text(`$merge([$states.input, {'freshness': $states.result.Payload}])`),
        next: 'Release lease',
      },
      'Release lease': releaseLease('Warmed up'),
      'Warmed up': { type: 'Succeed' },
    }),
  }) as Machine<CacheWarmUpInput, CacheWarmUpOutput>;
}

/** The end of the batch as a state on the way: the same output, for the next state. */
function leadingTo(next: string, end: AnyState | undefined): AnyState {
  if (end?.type !== 'Succeed') throw new TypeError('a batch that does not end in the Succeed state Done');
  return {
    type: 'Pass',
    comment: 'Everybody due has been generated, or could not be',
    ...(end.output !== undefined && { output: end.output }),
    next,
  };
}
