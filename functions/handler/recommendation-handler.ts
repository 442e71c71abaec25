import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Clock } from '../../src/resilience/clock.js';
import { type Metric, type Observability, observability } from './observability.js';

/** A Lambda handler that is as well a plain function to call. */
export type FunctionHandler<Request, Result> = (request: Request, context?: unknown) => Promise<Result>;

/** What sets one recommendation function apart from the others. */
export interface RecommendationFunction<Request, Result> extends Observability {
  readonly clock: Clock;
  /** Checks the event; throws `InvalidRequest`. */
  parse(event: unknown): Request;
  /** Metric dimensions, logged too: the tier, and the target if there is one. Nothing about the reader. */
  dimensions(request: Request): Readonly<Record<string, string>>;
  /** The work itself; `measure` adds a metric to those of the invocation. */
  run(request: Request, measure: (metric: Metric) => void): Promise<Result>;
}

/** The event as it travels through the middlewares. */
interface Invocation<Request> {
  readonly request: Request;
  readonly startedAt: number;
  readonly metrics: Metric[];
}

/**
 * Puts a recommendation function behind middy. Whichever way it ends, one log line and one set of metrics are written:
 * `RecommendationsServed` or `RecommendationsFailed`, `Latency`, and what the function measured itself.
 */
export function recommendationHandler<Request, Result>(
  definition: RecommendationFunction<Request, Result>,
): FunctionHandler<Request, Result> {
  const { clock, parse, run } = definition;
  // No early timeout: it would run on the machine's clock and ignore a virtual one.
  const handle = middy<Invocation<Request>, Result>({ timeoutEarlyInMillis: 0 })
    .use(reporting(definition))
    .handler(({ request, metrics }: Invocation<Request>) => run(request, (metric) => metrics.push(metric)));

  // middy only passes the context on; outside Lambda there may be none.
  return async (event, context) =>
    handle({ request: parse(event), startedAt: clock.now(), metrics: [] }, (context ?? {}) as Context);
}

function reporting<Request, Result>(
  definition: RecommendationFunction<Request, Result>,
): MiddlewareObj<Invocation<Request>, Result> {
  const { clock, dimensions } = definition;
  const { logger, metrics: publish } = observability(definition);

  return {
    after({ event: { request, startedAt, metrics }, context }) {
      const latency = clock.now() - startedAt;
      publish(dimensions(request), [...ended('RecommendationsServed', latency), ...metrics]);
      logger.info('Recommendations served', line(dimensions(request), latency, context));
    },
    onError({ event: { request, startedAt, metrics }, context, error }) {
      const latency = clock.now() - startedAt;
      publish(dimensions(request), [...ended('RecommendationsFailed', latency), ...metrics]);
      // The name alone: a message may say more than a log should hold.
      logger.warn('Recommendations failed', { ...line(dimensions(request), latency, context), error: error?.name });
    },
  };
}

const ended = (name: string, latency: number): Metric[] => [
  { name, value: 1 },
  { name: 'Latency', value: latency, unit: 'milliseconds' },
];

const line = (dimensions: Readonly<Record<string, string>>, latency: number, context: Partial<Context>) => ({
  ...dimensions,
  latencyMs: Math.round(latency),
  requestId: context.awsRequestId,
});
