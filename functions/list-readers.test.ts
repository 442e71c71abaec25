import { describe, expect, test } from '@jest/globals';
import { createHandler } from './list-readers.js';

const readers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ userId: `u${index}`, activity: index }));

describe('list-readers', () => {
  test('lists the most active first, as many as asked for', async () => {
    const listed = createHandler(async () => readers(4));
    expect(await listed({})).toEqual({ items: ['u3', 'u2', 'u1', 'u0'] });
    expect(await listed({ limit: 2 })).toEqual({ items: ['u3', 'u2'] });
    expect(await listed({ limit: -1 })).toEqual({ items: [] });
  });

  test('never more than fit into the input of a state', async () => {
    expect((await createHandler(async () => readers(6_000))({ limit: 9_999 })).items).toHaveLength(5_000);
  });
});
