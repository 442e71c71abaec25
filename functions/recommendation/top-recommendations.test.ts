import { expect, test } from '@jest/globals';
import { parseReader } from './reader.js';
import { recommendationEntry } from './recommendation-entry.js';
import { TOP_RECOMMENDATIONS, topRecommendations } from './top-recommendations.js';

const entry = (...titleIds: number[]) => recommendationEntry({ readerId: 'r', titleIds, tier: 'primary' }, 0);

test('the titles most entries recommend, most recommended first, the smaller id among equals', () => {
  expect(topRecommendations([entry(9, 4), entry(4, 7), entry(7, 4, 2)])).toEqual([4, 7, 2, 9]);
  expect(topRecommendations([entry(9, 4), entry(4, 7)], 2)).toEqual([4, 7]);
  expect(topRecommendations([])).toEqual([]);
});

test('a hundred at most', () => {
  const everything = Array.from({ length: 250 }, (_, index) => index + 1);
  expect(topRecommendations([entry(...everything)])).toEqual(everything.slice(0, 100));
});

test('no reader can have the id of the list', () => {
  const line = JSON.stringify({ userId: TOP_RECOMMENDATIONS, homeRegion: 'us-east-1', activity: 1, ratings: [] });
  expect(() => parseReader(line)).toThrow('userId');
});
