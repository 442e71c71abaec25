import { describe, expect, test } from '@jest/globals';
import { createHandler } from './list-readers.js';

async function* readers(...list: [userId: string, activity: number][]) {
  for (const [userId, activity] of list) yield { userId, activity };
}

describe('list-readers', () => {
  const listed = createHandler(() => readers(['a', 3], ['b', 9], ['c', 3], ['b', 1], ['d', 0]));

  test('lists the most active first, everybody once', async () => {
    expect(await listed({})).toEqual({ items: ['b', 'a', 'c', 'd'] });
  });

  test('as many as asked for', async () => {
    expect(await listed({ limit: 2 })).toEqual({ items: ['b', 'a'] });
    expect(await listed({ limit: -1 })).toEqual({ items: [] });
  });

  test('never more than fit into the input of a state', async () => {
    const many = createHandler(() =>
      readers(...Array.from({ length: 6_000 }, (_, i): [string, number] => [`u${i}`, i])),
    );
    expect((await many({ limit: 9_999 })).items).toHaveLength(5_000);
  });
});
