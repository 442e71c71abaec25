import { describe, expect, test } from '@jest/globals';
import { pageOf } from './page.js';

const ITEMS = [1, 2, 3, 4, 5];

describe('pageOf', () => {
  test('goes on where the last page ended', () => {
    const first = pageOf(ITEMS, { maxResults: 2 }, 'list');
    expect(first.items).toEqual([1, 2]);
    const second = pageOf(ITEMS, { maxResults: 3, nextToken: first.nextToken }, 'list');
    expect(second).toEqual({ items: [3, 4, 5] });
  });

  test('maxResults 0 stands for the default', () => {
    expect(pageOf(ITEMS, { maxResults: 0 }, 'list', 4).items).toEqual([1, 2, 3, 4]);
    expect(pageOf(ITEMS, {}, 'list').items).toEqual(ITEMS);
  });

  test.each(['x', '', 'W10=', Buffer.from('[-1,"list"]').toString('base64'), Buffer.from('{}').toString('base64')])(
    'refuses a token that it did not give: %s',
    (nextToken) => {
      expect(() => pageOf(ITEMS, { nextToken }, 'list')).toThrow(expect.objectContaining({ name: 'InvalidToken' }));
    },
  );

  test('refuses the token of another list', () => {
    const { nextToken } = pageOf(ITEMS, { maxResults: 1 }, 'one');
    expect(() => pageOf(ITEMS, { nextToken }, 'other')).toThrow(
      expect.objectContaining({ name: 'ValidationException' }),
    );
  });
});
