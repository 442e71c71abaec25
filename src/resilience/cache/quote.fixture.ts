import { type CacheEntry, cacheEntry } from './cache-entry.js';
import type { EntryFormat } from './entry-format.js';

/** What a model said about a currency: with text, numbers, lists, objects and an absent field, as entries may have them. */
export interface Quote extends CacheEntry {
  readonly currency: string;
  readonly rates: readonly number[];
  readonly source: { readonly desk: string; readonly delayed: boolean };
  readonly remark?: string | undefined;
}

export const quotes: EntryFormat<Quote> = {
  key: 'currency',
  isEntry: (value): value is Quote => Array.isArray(Reflect.get(Object(value), 'rates')),
};

/** The quote of a currency, made at `now`. */
export const quote = (currency: string, rates: readonly number[], now = 0): Quote =>
  cacheEntry({ currency, rates, source: { desk: 'tokyo', delayed: false } }, now);
