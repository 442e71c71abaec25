import { isObject } from '../../json/plain-json.js';
import type { ItemSet } from '../../map-runs/map-run-plan.js';

/** The items of a JSON array, or the members of a JSON object; undefined for anything else. */
export function itemSetOf(value: unknown, source: string): ItemSet | undefined {
  const sourceOf = (): string => source;
  if (Array.isArray(value)) return { values: value, sourceOf };
  if (isObject(value)) return { values: Object.values(value), keys: Object.keys(value), sourceOf };
  return undefined;
}

/** One set after the other, each item with its own source. */
export function joinItemSets(sets: readonly ItemSet[]): ItemSet {
  const sources = sets.flatMap(({ values, sourceOf }) => values.map((_value, index) => sourceOf(index)));
  return { values: sets.flatMap(({ values }) => values), sourceOf: (index) => sources[index] ?? '' };
}
