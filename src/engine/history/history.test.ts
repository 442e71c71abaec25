import { describe, expect, test } from '@jest/globals';
import { History } from './history.js';

describe('History', () => {
  test('numbers events from 1 and tells the listener', () => {
    const told: string[] = [];
    const history = new History(10, ({ type }, id) => told.push(`${id} ${type}`));
    expect(history.add('ExecutionStarted', 0, 0)).toBe(1);
    expect(history.end('ExecutionSucceeded', 1, 0, {})).toBe(2);
    expect(told).toEqual(['1 ExecutionStarted', '2 ExecutionSucceeded']);
  });

  test('keeps the last event for the end of the execution', () => {
    const history = new History(3, () => {});
    history.add('A', 0, 0);
    history.add('B', 1, 0);
    expect(history.overflowed).toBe(false);
    expect(history.add('C', 2, 0)).toBe(2);
    expect(history.overflowed).toBe(true);
    expect(history.end('ExecutionFailed', 2, 0, undefined)).toBe(3);
  });
});
