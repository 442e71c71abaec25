import type { Measurement, Telemetry } from './telemetry.js';

/** Keeps what is reported. */
export interface RecordedTelemetry extends Telemetry {
  readonly published: (Measurement & { readonly dimensions: Readonly<Record<string, string>> })[];
  readonly warnings: Readonly<Record<string, unknown>>[];
  /** Names of all metrics, in their order. */
  names(): string[];
  /** The sum of a metric's values, of all dimensions or of some. */
  total(name: string, dimensions?: Readonly<Record<string, string>>): number;
}

export function recordedTelemetry(): RecordedTelemetry {
  const published: RecordedTelemetry['published'] = [];
  const warnings: RecordedTelemetry['warnings'] = [];
  return {
    published,
    warnings,
    names: () => published.map(({ name }) => name),
    total: (name, wanted = {}) =>
      published
        .filter((one) => one.name === name && Object.entries(wanted).every(([key, is]) => one.dimensions[key] === is))
        .reduce((sum, { value }) => sum + value, 0),
    metrics: (dimensions, measurements) =>
      void published.push(...measurements.map((measurement) => ({ ...measurement, dimensions }))),
    logger: { warn: (message, fields) => void warnings.push({ message, ...fields }) },
  };
}
