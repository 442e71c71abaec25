import type { ChildResult } from '../../map-runs/map-run-plan.js';

/** What WriterConfig may ask for: results with their executions, bare outputs, or outputs with their lists opened. */
export type Transformation = 'NONE' | 'COMPACT' | 'FLATTEN';
export type OutputType = 'JSON' | 'JSONL';

/** The results in the order of their items. */
export function transformResults(
  results: readonly (ChildResult | undefined)[],
  transformation: Transformation,
): readonly unknown[] {
  const present = results.filter((result) => result !== undefined);
  if (transformation !== 'FLATTEN') return present.map(({ value }) => value);
  return present.flatMap(({ succeeded, value }): readonly unknown[] =>
    succeeded && Array.isArray(value) ? value : [value],
  );
}
