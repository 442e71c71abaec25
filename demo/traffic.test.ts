import { expect, test } from '@jest/globals';
import { call, emptyRun, result, smallRun } from './run-record.fixture.js';
import { trafficOverTime } from './traffic.js';

test('has the series that occur, in the order of the tiers, failures last', () => {
  const { bucket, series, columns } = trafficOverTime(smallRun, smallRun.duration);
  expect(bucket).toBe(1_000);
  expect(series).toEqual(['primary', 'region', 'cached', 'static', 'failed']);
  expect(columns).toHaveLength(62);
  expect(columns[0]).toEqual([1, 0, 0, 0, 0]);
  expect(columns[4]).toEqual([0, 0, 0, 0, 2]);
  expect(columns[21]).toEqual([0, 0, 1, 0, 0]);
});

test('counts every request, and every answer that needed none', () => {
  const { columns } = trafficOverTime(smallRun, smallRun.duration);
  expect(columns.flat().reduce((sum, count) => sum + count, 0)).toBe(smallRun.calls.length + 2);
});

test('a day has as many columns as can be seen, and its last moment is in the last one', () => {
  const day = 86_400_000;
  const { bucket, columns } = trafficOverTime({ calls: [call(day, 'last')], results: [result('r', 'static', 0)] }, day);
  expect(bucket).toBe(1_800_000);
  expect(columns).toHaveLength(48);
  expect(columns.at(-1)).toEqual([1, 0]);
});

test('a run without traffic has empty columns', () => {
  expect(trafficOverTime(emptyRun, 1_000)).toEqual({ bucket: 1_000, series: [], columns: [[]] });
});
