import { describe, expect, test } from '@jest/globals';
import { History } from './history.js';

describe('History', () => {
  test('numbers events from 1, and gives them back', () => {
    const history = new History(10, 1000);
    expect(history.add('PassStateEntered', 0, 1000, 'First', { a: 1 })).toBe(1);
    expect(history.end('ExecutionFailed', 1, 1250.75, undefined, { error: 'Oops', cause: undefined })).toBe(2);
    expect(history.length).toBe(2);
    expect(history.record(1)).toEqual({
      type: 'PassStateEntered',
      previous: 0,
      at: 1000,
      name: 'First',
      value: { a: 1 },
      detail: undefined,
    });
    expect(history.record(2)).toEqual({
      type: 'ExecutionFailed',
      previous: 1,
      at: 1250,
      name: undefined,
      value: undefined,
      detail: { error: 'Oops', cause: undefined },
    });
  });

  test('keeps the last event for the end of the execution', () => {
    const history = new History(3, 0);
    history.add('A', 0, 0);
    history.add('B', 1, 0);
    expect(history.overflowed).toBe(false);
    expect(history.add('C', 2, 0)).toBe(2);
    expect(history.overflowed).toBe(true);
    expect(history.end('ExecutionFailed', 2, 0, undefined)).toBe(3);
  });
});
