import { describe, expect, test } from '@jest/globals';
import { axis, bar, sparkline, ticks, track } from './text-chart.js';

describe('track', () => {
  test('lays spans out in proportion', () => {
    const spans = [
      { kind: 'a', from: 0, to: 50, rank: 0 },
      { kind: 'b', from: 50, to: 100, rank: 0 },
    ];
    expect(track(spans, '', 100, 10)).toEqual([
      { kind: 'a', width: 5 },
      { kind: 'b', width: 5 },
    ]);
  });

  test('a moment gets a column, and a higher rank is seen above a lower one', () => {
    const spans = [
      { kind: 'probe', from: 50, to: 50, rank: 1 },
      { kind: 'open', from: 0, to: 1_000, rank: 0 },
    ];
    expect(track(spans, '', 1_000, 10)).toEqual([
      { kind: 'probe', width: 1 },
      { kind: 'open', width: 9 },
    ]);
  });

  test('fills up with nothing and never leaves the width', () => {
    expect(track([{ kind: 'x', from: 90, to: 500, rank: 0 }], '', 100, 10)).toEqual([
      { kind: '', width: 9 },
      { kind: 'x', width: 1 },
    ]);
    expect(track([], '', 0, 10)).toEqual([{ kind: '', width: 10 }]);
  });
});

test('bar: full, in eighths, and visible when it is not nothing', () => {
  expect(bar(10, 10, 4)).toBe('████');
  expect(bar(5, 10, 3)).toBe('█▌');
  expect(bar(1, 1_000_000, 4)).toBe('▏');
  expect(bar(0, 10, 4)).toBe('');
});

test('sparkline: the tallest column is full, empty ones are blank', () => {
  expect(sparkline([0, 1, 2, 3, 99, 100], 100, 4)).toBe('█  ▄');
  expect(sparkline([], 100, 3)).toBe('   ');
  expect(sparkline([0], 0, 2)).toBe('█ ');
});

test('ticks: round moments', () => {
  expect(ticks(62_000, 7)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
  expect(ticks(0, 5)).toEqual([0]);
  expect(ticks(2_000_000, 5)).toEqual([0, 600_000, 1_200_000, 1_800_000]);
});

test('axis: labels at their columns', () => {
  expect(axis(100_000, 24, (moment) => `${moment / 1_000}`)).toBe('0             60');
  expect(axis(100_000, 48, (moment) => `${moment / 1_000}`)).toBe('0             30            60             90');
});
