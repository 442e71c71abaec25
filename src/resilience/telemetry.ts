/** One measured value. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  /** @default 'count' */
  readonly unit?: 'count' | 'milliseconds';
}

/**
 * Where the request path reports to: give it your own, Powertools' for example. Nothing about a user, a prompt or an
 * answer is ever reported.
 */
export interface Telemetry {
  /** Publishes metrics, all under the same dimensions. */
  metrics(dimensions: Readonly<Record<string, string>>, measurements: readonly Measurement[]): void;
  readonly logger: {
    warn(message: string, fields: Readonly<Record<string, unknown>>): void;
  };
}

/** Reports nothing. */
export const silent: Telemetry = { metrics: () => {}, logger: { warn: () => {} } };

/** What may be logged of an error: its name. A message may say more than a log should hold. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'Error');
