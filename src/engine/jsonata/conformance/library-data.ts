/** The variables of the conformance tables. */
export const libraryData = {
  zero: 0,
  n: 7,
  neg: -2.5,
  text: 'Hello World',
  empty: '',
  yes: true,
  no: false,
  nil: null,
  list: [5, 3, 9, 1, 3],
  one: [42],
  none: [],
  nested: [[1, 2], [3], [], [[4, 5]]],
  words: ['pear', 'fig', 'apple', 'fig'],
  mixed: [1, 'a', null, true, { a: 1 }, [2]],
  object: { a: 1, b: { c: [1, 2, 3], d: null, e: [] }, 'with space': 'x' },
  people: [
    { name: 'Ada', age: 36, tags: ['x', 'y'], address: { city: 'London' } },
    { name: 'Bob', age: 20, tags: ['y'], address: { city: 'Paris' } },
    { name: 'Cy', age: 28, tags: [], address: null },
    { name: 'Di', tags: 'z' },
  ],
  orders: {
    customer: 'Ada',
    order: [
      {
        id: 'o1',
        lines: [
          { sku: 'a', price: 10, qty: 2 },
          { sku: 'b', price: 5.5, qty: 1 },
        ],
      },
      { id: 'o2', lines: [{ sku: 'a', price: 9, qty: 3 }] },
      { id: 'o3', lines: [] },
    ],
  },
  library: {
    loans: [
      { isbn: '1', who: 'u1' },
      { isbn: '2', who: 'u2' },
      { isbn: '1', who: 'u2' },
    ],
    books: [
      { isbn: '1', title: 'A' },
      { isbn: '2', title: 'B' },
    ],
  },
} as const;
