import { expect, test } from '@jest/globals';
import { lazyHandler } from './lazy-handler.js';

test('is wired at the first invocation, once, and again after a wiring that failed', async () => {
  let wirings = 0;
  const handler = lazyHandler(async () => {
    wirings += 1;
    if (wirings === 1) throw new Error('not there yet');
    return async (request: number) => {
      if (request === 0) throw new Error('refused');
      return request * 2;
    };
  });
  expect(wirings).toBe(0);
  await expect(handler(1)).rejects.toThrow('not there yet');
  expect(await Promise.all([handler(1), handler(2)])).toEqual([2, 4]);
  await expect(handler(0)).rejects.toThrow('refused');
  expect(await handler(3)).toBe(6);
  expect(wirings).toBe(2);
});
