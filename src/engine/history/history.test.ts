import { describe, expect, test } from '@jest/globals';
import { History } from './history.js';

describe('History', () => {
  test('numbers events from 1, and gives them back', () => {
    const history = new History(10);
    expect(history.add('ExecutionStarted', 0, 1000)).toBe(1);
    expect(history.end('ExecutionSucceeded', 1, 1250, { a: 1 })).toBe(2);
    expect(history.length).toBe(2);
    expect(history.record(1)).toMatchObject({ type: 'ExecutionStarted', previous: 0, at: 1000 });
    expect(history.record(2)).toMatchObject({ type: 'ExecutionSucceeded', previous: 1, at: 1250, value: { a: 1 } });
    expect(() => history.record(3)).toThrow('There is no event 3: the history has the events 1 to 2');
  });

  test('keeps the last event for the end of the execution', () => {
    const history = new History(3);
    history.add('A', 0, 0);
    history.add('B', 1, 0);
    expect(history.overflowed).toBe(false);
    expect(history.add('C', 2, 0)).toBe(2);
    expect(history.overflowed).toBe(true);
    expect(history.end('ExecutionFailed', 2, 0, undefined)).toBe(3);
  });
});
