import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { candidateFinder } from './candidates.js';
import { hundredTitles, readerOf } from './catalogue.fixture.js';
import { createCatalogue } from './catalogue.js';

const find = candidateFinder(hundredTitles);
const ids = (stars: Record<number, number>, count: number) =>
  find(readerOf(stars), count).map(({ titleId }) => titleId);

describe('candidates', () => {
  test('half from the authors the reader likes, a quarter from their decades, then bestsellers', () => {
    // Title 55 is by author 4, from 1974, which is in the decade of titles 51 to 60.
    const found = ids({ 55: 5 }, 20);
    expect(found.slice(0, 5)).toEqual([5, 15, 25, 35, 45]);
    expect(found.slice(5, 10)).toEqual([51, 52, 53, 54, 56]);
    expect(found.slice(10)).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 10, 11]);
  });

  test('the best liked authors come first, disliked ones not at all', () => {
    expect(ids({ 11: 4, 12: 5, 13: 3, 14: 1 }, 20).slice(0, 10)).toEqual([2, 22, 32, 42, 52, 1, 21, 31, 41, 51]);
  });

  test('a reader without ratings gets bestsellers', () => {
    expect(ids({}, 5)).toEqual([1, 2, 3, 4, 5]);
  });

  test('titles of co-authors count for each of them', () => {
    const title = (titleId: number, authors: string) => ({
      titleId,
      title: 'A',
      authors,
      averageRating: 4,
      ratingsCount: 1,
    });
    const catalogue = createCatalogue([title(1, 'Ann, Ben'), title(2, 'Cleo'), title(3, 'Ben, Dan'), title(4, 'Ann')]);
    const found = candidateFinder(catalogue)(readerOf({ 1: 5 }), 4);
    expect(found.map(({ titleId }) => titleId)).toEqual([4, 3, 2]);
  });

  test('never a rated title, never one twice, as many as there are, always the same', () => {
    const stars = fc.dictionary(fc.integer({ min: 1, max: 120 }).map(String), fc.integer({ min: 1, max: 5 }), {
      maxKeys: 100,
    });
    fc.assert(
      fc.property(stars, fc.integer({ min: 0, max: 60 }), (rated, count) => {
        const found = ids(rated, count);
        const known = Object.keys(rated).filter((titleId) => Number(titleId) <= 100);
        expect(found.filter((titleId) => titleId in rated)).toEqual([]);
        expect(new Set(found).size).toBe(found.length);
        expect(found).toHaveLength(Math.min(count, 100 - known.length));
        expect(ids(rated, count)).toEqual(found);
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});
