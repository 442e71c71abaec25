import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PathNotFoundError } from './path-not-found-error.js';
import type { PathScope } from './path-scope.js';
import { PathSyntaxError } from './path-syntax-error.js';
import { compilePath } from './path.js';

const books = [
  { title: 'Emma', price: 8, tags: ['classic'], stock: 2 },
  { title: 'Ulysses', price: 22, tags: [] },
  { title: 'Middlemarch', price: 12, tags: ['classic', 'long'], stock: 0 },
];
const store = { books, limit: 10, owner: { name: 'Ada', 'full name': 'Ada L.', "it's": 1 }, nothing: null };

function scopeOf(input: unknown, variables: Record<string, unknown> = {}): PathScope {
  return {
    input,
    context: { Execution: { Id: 'e-1' }, List: [1, 2] },
    variable: (name) => variables[name],
    random: () => 0,
  };
}

function read(text: string, input: unknown = store, variables: Record<string, unknown> = {}): unknown {
  return compilePath(text).read(scopeOf(input, variables));
}

describe('definite paths', () => {
  test.each([
    ['$', store],
    ['$.limit', 10],
    ['$.owner.name', 'Ada'],
    ['$[\'owner\']["name"]', 'Ada'],
    ["$.owner['full name']", 'Ada L.'],
    ["$.owner.['full name']", 'Ada L.'],
    ["$.owner['it\\'s']", 1],
    ['$.books[0].title', 'Emma'],
    ['$.books[-1].title', 'Middlemarch'],
    ['$.nothing', null],
    ['$$.Execution.Id', 'e-1'],
    ['$$.List[1]', 2],
  ])('%s', (text, expected) => {
    expect(compilePath(text).definite).toBe(true);
    expect(read(text)).toEqual(expected);
  });

  test('a variable and what is below it', () => {
    expect(read('$count', {}, { count: 3 })).toBe(3);
    expect(read('$reader.ids[0]', {}, { reader: { ids: [7] } })).toBe(7);
  });

  test('names with dashes and other signs need no brackets, as AWS accepts them', () => {
    expect(read('$.delivery-partner', { 'delivery-partner': 'x' })).toBe('x');
    expect(read('$.a:b', { 'a:b': 1 })).toBe(1);
  });

  test('a backslash before another character stands for itself', () => {
    expect(read(String.raw`$['a\"b']`, { 'a\\"b': 1 })).toBe(1);
  });

  test('an index behind the end of an array, as last step, is null; find tells it is missing', () => {
    expect(read('$.books[5]')).toBeNull();
    expect(compilePath('$.books[5]').find(scopeOf(store))).toBeUndefined();
  });

  test('a union of names at the end gives one object with those that exist', () => {
    expect(read("$.owner['name','age']")).toEqual({ name: 'Ada' });
  });

  test.each(['constructor', '__proto__', 'hasOwnProperty', 'toString'])(
    '%s is found only when the data has it',
    (name) => {
      expect(() => read(`$.${name}`, {})).toThrow(PathNotFoundError);
      expect(read(`$.${name}`, JSON.parse(`{"${name}": 1}`))).toBe(1);
      expect(read(`$['${name}'].x`, JSON.parse(`{"${name}": {"x": 2}}`))).toBe(2);
    },
  );

  test('texts and arrays have no properties', () => {
    expect(() => read('$.owner.name.length')).toThrow(PathNotFoundError);
    expect(() => read('$.books.length')).toThrow(PathNotFoundError);
  });
});

describe('what AWS says about a definite path that leads nowhere', () => {
  test.each([
    ['$.no.such', {}, "Invalid path '$.no.such' : Missing property in path $['no']"],
    ['$.a.b', { a: {} }, "Invalid path '$.a.b' : No results for path: $['a']['b']"],
    [
      '$.list.length()',
      { list: [1] },
      "Invalid path '$.list.length()' : Property ['length()'] not found in path $['list']",
    ],
    ['$.a[0]', { a: 1 }, "Invalid path '$.a[0]' : Filter: [0] can only be applied to arrays. Current context is: 1"],
    ['$.a[3].b', { a: [] }, "Invalid path '$.a[3].b' : Property ['b'] not found in path $['a'][3]"],
    ["$['x','y']", [], "Invalid path '$['x','y']' : Property ['x','y'] not found in path $"],
    ['$v', {}, "Invalid path '$v' : Variable 'v' has no value; assign it in an earlier state"],
  ])('%s', (text, input, cause) => {
    const failure = catchError(() => read(text, input));
    expect(failure).toBeInstanceOf(PathNotFoundError);
    expect(failure).toMatchObject({ message: cause });
    expect(compilePath(text).find(scopeOf(input))).toBeUndefined();
  });

  test('for a field of a payload template the cause names the field and shows the input', () => {
    const path = compilePath('$.application.address');
    const failure = catchError(() => path.read(scopeOf({ flagged: false }), 'address.$'));
    expect(failure).toMatchObject({
      errorName: 'States.Runtime',
      path: '$.application.address',
      field: 'address.$',
      message:
        "The JSONPath '$.application.address' specified for the field 'address.$' could not be found in the input '{\"flagged\":false}'",
    });
  });
});

describe('indefinite paths give lists', () => {
  test.each([
    ['$.books[*].title', ['Emma', 'Ulysses', 'Middlemarch']],
    ['$.books.*.price', [8, 22, 12]],
    ['$.books[0,2].title', ['Emma', 'Middlemarch']],
    ['$.books[ -1 , 0 ].title', ['Middlemarch', 'Emma']],
    ['$.books[1:].title', ['Ulysses', 'Middlemarch']],
    ['$.books[:2].title', ['Emma', 'Ulysses']],
    ['$.books[-2:-1].title', ['Ulysses']],
    ['$.books[:].price', [8, 22, 12]],
    [
      "$.books[*]['title','price']",
      [
        { title: 'Emma', price: 8 },
        { title: 'Ulysses', price: 22 },
        { title: 'Middlemarch', price: 12 },
      ],
    ],
    ["$['limit','owner'].name", ['Ada']],
    ['$..price', [8, 22, 12]],
    ['$..tags[0]', ['classic', 'classic']],
    ['$..[?(@.price < 10)].title', ['Emma']],
    ['$.owner.*', ['Ada', 'Ada L.', 1]],
    ['$.books[?(@.price < 10)].title', ['Emma']],
    ['$.owner[?(@.name)].name', ['Ada']],
    ['$$.List[*]', [1, 2]],
    ['$.absent[*]', []],
    ['$.absent[1:].x', []],
    ['$.limit[0:1]', []],
    ['$.absent[?(@.a)]', []],
    ['$..absent', []],
    ['$none[*]', []],
  ])('%s', (text, expected) => {
    expect(compilePath(text).definite).toBe(false);
    expect(read(text)).toEqual(expected);
  });

  test('a deep document does not end the walk', () => {
    let deep: unknown = { name: 'core' };
    for (let level = 0; level < 20_000; level++) deep = [deep];
    expect(read('$..name', deep)).toEqual(['core']);
  });
});

describe('malformed paths', () => {
  test.each([
    ['', 0],
    ['a.b', 0],
    ['$.', 2],
    ['$.a.', 4],
    ['$..', 3],
    ['$.a b', 3],
    ['$[', 2],
    ['$[]', 2],
    ['$[0', 3],
    ["$['a", 2],
    ["$['a'", 5],
    ["$['a',]", 6],
    ['$[1,a]', 4],
    ['$[1:2:3]', 5],
    ['$.a[99999999999]', 4],
    ['$[?]', 3],
    ['$[?(1)]', 4],
    ['$[?(@.a =~ 1)]', 11],
    ['$.a $.b', 3],
    ['$.length( )', 8],
  ])('%j', (text, position) => {
    const failure = catchError(() => compilePath(text));
    expect(failure).toBeInstanceOf(PathSyntaxError);
    expect(failure).toMatchObject({ text, position });
  });

  test('the message names the text, the position, what was found and what was expected', () => {
    expect(() => compilePath('$[1:2:3]')).toThrow(
      "Cannot read '$[1:2:3]' at position 5: found ':3]', expected ']' (a slice has a start and an end, and no step).",
    );
  });

  test('nesting without end is refused, not followed', () => {
    expect(() => compilePath(`$[?(${'('.repeat(100_000)}`)).toThrow(PathSyntaxError);
    expect(() => compilePath(`$[?(${'!'.repeat(100_000)}`)).toThrow(PathSyntaxError);
    expect(() => compilePath(`$${'[?(@'.repeat(100_000)}`)).toThrow(PathSyntaxError);
  });
});

describe('any text', () => {
  const pieces =
    '$ . .. [ ] * ?( ) ( @ \' " \\ , : - 0 12 a länge && || ! == =~ / /i {2,3} {99} + | <= in size null true 1e9 🆗 \n';
  const piece = fc.constantFrom(' ', ...pieces.split(' '));
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 20 }).map((pieces) => `$${pieces.join('')}`),
  );

  test('is a path or a PathSyntaxError, and a path reads or finds nothing', () => {
    fc.assert(
      fc.property(text, fc.jsonValue(), (source, input) => {
        try {
          compilePath(source).read(scopeOf(input));
        } catch (error) {
          expect(error instanceof PathSyntaxError || error instanceof PathNotFoundError).toBe(true);
        }
      }),
      { seed: 20260101, numRuns: 6_000 },
    );
  });

  test('a quoted name reads any property', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (name, value) => {
        const quoted = name.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
        const input = Object.fromEntries([[name, value]]);
        expect(read(`$['${quoted}']`, input)).toEqual(value);
      }),
      { seed: 20260102, numRuns: 5_000 },
    );
  });
});

function catchError(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('Expected an error.');
}
