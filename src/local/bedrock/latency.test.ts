import { describe, expect, test } from '@jest/globals';
import { attemptDraw } from './draw.js';
import { answerLatency, latencyBetween } from './latency.js';

const sample = (latency: (attempt: number) => number) =>
  Array.from({ length: 4_000 }, (_, attempt) => latency(attempt)).sort((a, b) => a - b);

const quantile = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)];

describe('answerLatency', () => {
  const sorted = sample((attempt) => answerLatency({}, attemptDraw([attempt])));

  test('is log-normal around 1.2 s by default', () => {
    expect(quantile(sorted, 0.5)).toBeCloseTo(1_200, -2);
    expect(quantile(sorted, 0.99)! / 1_200).toBeCloseTo(Math.exp(0.35 * 2.326), 0);
    expect(sorted[0]).toBeGreaterThan(0);
  });

  test('hardly ever repeats itself', () => {
    expect(new Set(sorted).size).toBeGreaterThan(3_970);
  });

  test('takes a median and a spread', () => {
    const wide = sample((attempt) => answerLatency({ medianMs: 10, sigma: 1 }, attemptDraw([attempt])));
    expect(quantile(wide, 0.5)).toBeCloseTo(10, 0);
    expect(quantile(wide, 0.84)).toBeGreaterThan(25);
  });
});

test('latencyBetween stays between its bounds', () => {
  const sorted = sample((attempt) => latencyBetween(50, 80, attemptDraw([attempt])));
  expect(sorted[0]).toBeGreaterThanOrEqual(50);
  expect(sorted.at(-1)).toBeLessThanOrEqual(80);
  expect(quantile(sorted, 0.5)).toBeCloseTo(65, 0);
});
