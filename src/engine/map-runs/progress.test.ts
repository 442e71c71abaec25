import { expect, test } from '@jest/globals';
import { Progress } from './progress.js';

test('counts what is pending, runs and has ended', () => {
  const progress = new Progress();
  progress.total = 10;
  progress.begin(3);
  progress.begin(4);
  progress.end('SUCCEEDED', 3);
  progress.end('TIMED_OUT', 2);
  expect(progress.counts).toMatchObject({ pending: 3, running: 2, succeeded: 3, timedOut: 2, failed: 0, total: 10 });
  expect(progress.failures).toBe(2);
});
