import type { JsonataText } from '../../asl/index.js';

/** JSONata source as ASL writes it. */
export const jsonataText = (source: string): JsonataText => `{% ${source} %}`;

/** The same for a record of sources: `Assign` and the like. */
export const jsonataTexts = (sources: Readonly<Record<string, string>>): Record<string, JsonataText> =>
  Object.fromEntries(Object.entries(sources).map(([field, source]) => [field, jsonataText(source)]));
