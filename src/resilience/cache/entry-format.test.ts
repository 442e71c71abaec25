import { expect, test } from '@jest/globals';
import { type EntryFormat, keyOf, parseEntry } from './entry-format.js';
import { type Quote, quote, quotes } from './quote.fixture.js';

test('an entry is kept under the value of its key field', () => {
  expect(keyOf(quotes, quote('EUR', [1.1]))).toBe('EUR');
});

test('only a field with text can be the key', () => {
  // @ts-expect-error: rates are numbers
  const byRates: EntryFormat<Quote> = { ...quotes, key: 'rates' };
  expect(byRates.key).toBe('rates');
});

test('an entry is read back from JSON, and from nothing else', () => {
  const entry = quote('EUR', [1.1, 1.2]);
  expect(parseEntry(quotes, JSON.stringify(entry))).toEqual(entry);
  const { cached_at_utc: _, ...undated } = entry;
  const others = ['', '{', 'null', '[]', '"EUR"', '7', JSON.stringify(undated)];
  others.push(JSON.stringify({ ...entry, currency: 7 }), JSON.stringify({ ...entry, rates: 'many' }));
  for (const text of others) expect([text, parseEntry(quotes, text)]).toEqual([text, undefined]);
});
