import type { CacheEntry } from './cache-entry.js';

/** The fields of an entry that hold text: any of them can be its key. */
type TextField<Entry> = { [Field in keyof Entry]-?: Entry[Field] extends string ? Field : never }[keyof Entry] & string;

/**
 * What a cache has to know of its entries, which are objects of your own: JSON values, with {@link CacheEntry}'s two dates.
 *
 * @example
 * interface Quote extends CacheEntry {
 *   readonly currency: string;
 *   readonly rate: number;
 * }
 * const quotes: EntryFormat<Quote> = {
 *   key: 'currency',
 *   isEntry: (value): value is Quote =>
 *     typeof value === 'object' && value !== null && 'rate' in value && typeof value.rate === 'number',
 * };
 */
export interface EntryFormat<Entry extends CacheEntry> {
  /**
   * The field that holds an entry's key: entries with the same key replace each other. It is the partition key (a string) of a
   * table in DynamoDB.
   */
  readonly key: TextField<Entry>;
  /**
   * Whether a value that was read from a store can be used as an entry: an older version of your program may have written it. The
   * key and `cached_at_utc` have been checked to be text before it is called.
   */
  readonly isEntry: (value: unknown) => value is Entry;
  /**
   * Begins every key in Redis, where all that an application stores shares one space of names. Give each format its own.
   *
   * @default 'stepbreaker:cache:'
   */
  readonly redisPrefix?: string;
}

/** The key of an entry. */
export const keyOf = <Entry extends CacheEntry>({ key }: EntryFormat<Entry>, entry: Entry): string =>
  String(entry[key]);

/** The value as an entry; undefined when it is none. */
export function entryOf<Entry extends CacheEntry>(format: EntryFormat<Entry>, value: unknown): Entry | undefined {
  const isText = (field: string): boolean => typeof Reflect.get(Object(value), field) === 'string';
  return isText(format.key) && isText('cached_at_utc') && format.isEntry(value) ? value : undefined;
}

/** Reads an entry from JSON; undefined for a text that is none, such as a line that was torn while it was written. */
export function parseEntry<Entry extends CacheEntry>(format: EntryFormat<Entry>, json: string): Entry | undefined {
  try {
    return entryOf(format, JSON.parse(json));
  } catch {
    return undefined;
  }
}
