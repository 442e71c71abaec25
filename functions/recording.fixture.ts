import type { Metric, Observability } from './handler/observability.js';

/** Keeps what a function reports, instead of printing it. */
export interface Recording extends Required<Observability> {
  /** Log lines as JSON text. */
  readonly lines: string[];
  readonly published: { dimensions: Readonly<Record<string, string>>; metrics: readonly Metric[] }[];
  /** Names of all metrics published. */
  metricNames(): string[];
}

export function recording(): Recording {
  const lines: string[] = [];
  const published: Recording['published'] = [];
  const log = (level: string) => (message: string, fields: Readonly<Record<string, unknown>>) =>
    void lines.push(JSON.stringify({ level, message, ...fields }));
  return {
    lines,
    published,
    metricNames: () => published.flatMap(({ metrics }) => metrics.map(({ name }) => name)),
    logger: { info: log('info'), warn: log('warn') },
    metrics: (dimensions, metrics) => void published.push({ dimensions, metrics }),
  };
}
