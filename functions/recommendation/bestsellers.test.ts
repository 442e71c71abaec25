import { expect, test } from '@jest/globals';
import { bestsellersFor } from './bestsellers.js';
import { hundredTitles, readerOf } from './catalogue.fixture.js';
import { createCatalogue } from './catalogue.js';

test('everybody gets the best known titles', () => {
  expect(bestsellersFor(hundredTitles, undefined, 5)).toEqual([1, 2, 3, 4, 5]);
});

test('but for those the reader has rated, whatever the stars', () => {
  expect(bestsellersFor(hundredTitles, readerOf({ 1: 5, 3: 1, 999: 4 }), 5)).toEqual([2, 4, 5, 6, 7]);
});

test('a reader of the whole catalogue still gets an answer', () => {
  const all = readerOf(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [index + 1, 3])));
  expect(bestsellersFor(hundredTitles, all, 5)).toEqual([1, 2, 3, 4, 5]);
});

test('only an empty catalogue has none', () => {
  expect(bestsellersFor(createCatalogue([]), undefined, 5)).toEqual([]);
});
