import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** The part of the Powertools logger that the functions use. */
export interface FunctionLogger {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
}

/** One measured value. */
export interface Metric {
  readonly name: string;
  readonly value: number;
  /** @default 'count' */
  readonly unit?: 'count' | 'milliseconds' | 'seconds';
}

/** Publishes the metrics of one invocation, all under the same dimensions. */
export type PublishMetrics = (dimensions: Readonly<Record<string, string>>, metrics: readonly Metric[]) => void;

/** Where a function reports to; both parts can be replaced, to keep a simulation's screen clean for example. */
export interface Observability {
  /** @default Powertools; `POWERTOOLS_LOG_LEVEL=SILENT` silences it */
  readonly logger?: FunctionLogger;
  /** @default Powertools' embedded metric format; `POWERTOOLS_METRICS_DISABLED=true` silences it */
  readonly metrics?: PublishMetrics;
}

const NAMESPACE = 'Stepbreaker';
const UNITS = { count: MetricUnit.Count, milliseconds: MetricUnit.Milliseconds, seconds: MetricUnit.Seconds } as const;

/** The defaults for what is not given. */
export function observability(given: Observability): Required<Observability> {
  return { logger: given.logger ?? powertoolsLogger(), metrics: given.metrics ?? publishEmbeddedMetrics };
}

function powertoolsLogger(): FunctionLogger {
  const logger = new Logger({ serviceName: process.env['POWERTOOLS_SERVICE_NAME'] ?? 'stepbreaker' });
  return {
    info: (message, fields) => logger.info(message, { ...fields }),
    warn: (message, fields) => logger.warn(message, { ...fields }),
  };
}

/** A Powertools instance per call: a shared one would mix the dimensions of invocations that overlap. */
const publishEmbeddedMetrics: PublishMetrics = (dimensions, metrics) => {
  const emf = new Metrics({
    namespace: NAMESPACE,
    serviceName: process.env['POWERTOOLS_SERVICE_NAME'] ?? 'stepbreaker',
  });
  emf.addDimensions({ ...dimensions });
  for (const { name, value, unit = 'count' } of metrics) emf.addMetric(name, UNITS[unit], value);
  emf.publishStoredMetrics();
};
