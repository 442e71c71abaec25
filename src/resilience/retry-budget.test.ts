import { describe, expect, test } from '@jest/globals';
import { createRetryBudget } from './retry-budget.js';

describe('the retry budget', () => {
  test('allows ten retries in a row by default', () => {
    const budget = createRetryBudget();
    expect(Array.from({ length: 12 }, () => budget.withdraw())).toEqual([...Array(10).fill(true), false, false]);
    expect(budget.tokens).toBe(0);
  });

  test('ten successes earn exactly one retry', () => {
    const budget = createRetryBudget({ capacity: 1 });
    budget.withdraw();
    for (let success = 0; success < 9; success += 1) budget.deposit();
    expect(budget.withdraw()).toBe(false);
    budget.deposit();
    expect(budget.withdraw()).toBe(true);
  });

  test('never holds more than its capacity', () => {
    const budget = createRetryBudget({ capacity: 2, successRefund: 1 });
    for (let success = 0; success < 5; success += 1) budget.deposit();
    expect(budget.tokens).toBe(2);
  });

  test.each([{ capacity: -1 }, { retryCost: NaN }, { successRefund: Infinity }])('refuses %j', (options) => {
    expect(() => createRetryBudget(options)).toThrow(`Retry budget: ${Object.keys(options)[0]} is`);
  });
});
