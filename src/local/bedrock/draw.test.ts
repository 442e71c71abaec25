import { expect, test } from '@jest/globals';
import { attemptDraw } from './draw.js';

test('the same attempt draws the same number for the same purpose', () => {
  const draw = attemptDraw([1, 'body', 'us-east-1', 'model', 1]);
  expect(draw('latency')).toBe(attemptDraw([1, 'body', 'us-east-1', 'model', 1])('latency'));
  expect(draw('latency')).not.toBe(draw('partial'));
  expect(draw('latency')).not.toBe(attemptDraw([1, 'body', 'us-east-1', 'model', 2])('latency'));
  expect(draw('latency')).not.toBe(attemptDraw([2, 'body', 'us-east-1', 'model', 1])('latency'));
});

test('numbers spread evenly over [0, 1), for many attempts as for many purposes', () => {
  const byAttempt = Array.from({ length: 10_000 }, (_, attempt) => attemptDraw(['seed', attempt])('partial'));
  const draw = attemptDraw(['seed']);
  const byPurpose = Array.from({ length: 10_000 }, (_, index) => draw(`purpose ${index}`));
  for (const numbers of [byAttempt, byPurpose]) {
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const share = numbers.filter((number) => Math.floor(number * 10) === tenth).length / numbers.length;
      expect(share).toBeGreaterThan(0.085);
      expect(share).toBeLessThan(0.115);
    }
  }
});
