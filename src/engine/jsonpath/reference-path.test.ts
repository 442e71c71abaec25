import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compilePath } from './path.js';
import { PathSyntaxError } from './path-syntax-error.js';
import { compileReferencePath } from './reference-path.js';
import { ReferencePathConflictError } from './reference-path-conflict-error.js';

function write(path: string, root: unknown, value: unknown): unknown {
  return compileReferencePath(path).write(root, value);
}

describe('write', () => {
  test.each([
    ['$', { a: 1 }, 'v', 'v'],
    ['$.b', { a: 1 }, 'v', { a: 1, b: 'v' }],
    ['$.a', { a: 1, b: 2 }, 'v', { a: 'v', b: 2 }],
    ['$.x.y.z', { a: 1 }, 'v', { a: 1, x: { y: { z: 'v' } } }],
    ["$['x y'].z", {}, null, { 'x y': { z: null } }],
    ['$.list[1]', { list: [1, 2, 3] }, 'v', { list: [1, 'v', 3] }],
    ['$.list[-1]', { list: [1, 2] }, 'v', { list: [1, 'v'] }],
    ['$.list[2].a', { list: [1, 2] }, 'v', { list: [1, 2, { a: 'v' }] }],
    ['$.list[0]', {}, 'v', { list: ['v'] }],
    ['$[0].a', [{ b: 1 }], 'v', [{ b: 1, a: 'v' }]],
  ])('%s', (path, root, value, expected) => {
    expect(write(path, root, value)).toEqual(expected);
  });

  test('copies along the path only and changes nothing', () => {
    const root = deepFreeze({ a: { b: 1 }, side: { c: [1] } });
    const written = write('$.a.d', root, 2) as typeof root;
    expect(written).toEqual({ a: { b: 1, d: 2 }, side: { c: [1] } });
    expect(written.side).toBe(root.side);
    expect(root).toEqual({ a: { b: 1 }, side: { c: [1] } });
  });

  test('__proto__ is a name like any other', () => {
    const written = write('$.__proto__.polluted', {}, true);
    expect(JSON.stringify(written)).toBe('{"__proto__":{"polluted":true}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test.each([
    ['$.someTaskResult', 'input1', 'Unable to apply ReferencePath $.someTaskResult to input "input1"'],
    ['$.a', null, 'Unable to apply ReferencePath $.a to input null'],
    ['$.a', [1], 'Unable to apply ReferencePath $.a to input [1]'],
    ['$.a.b', { a: 1 }, 'Unable to apply step "b" to input {"a":1}'],
    ['$.a[0]', { a: {} }, 'Unable to apply step "0" to input {"a":{}}'],
    ['$.a[2]', { a: [1] }, 'Unable to apply step "2" to input {"a":[1]}'],
  ])('%s into %j: AWS reports %s', (path, root, message) => {
    expect(() => write(path, root, 'v')).toThrow(message);
    expect(() => write(path, root, 'v')).toThrow(ReferencePathConflictError);
  });

  test('what was written is read back, whatever the data, and the data stays as it was', () => {
    const name = fc.constantFrom('a', 'b', 'länge', '__proto__', 'constructor');
    const step = fc.oneof(
      name.map((text) => `['${text}']`),
      fc.integer({ min: 0, max: 2 }).map((index) => `[${index}]`),
    );
    const json = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), json, json, (steps, root, value) => {
        const text = `$${steps.join('')}`;
        const before = JSON.stringify(root);
        deepFreeze(root);
        let written: unknown;
        try {
          written = write(text, root, value);
        } catch (error) {
          expect(error).toBeInstanceOf(ReferencePathConflictError);
          return;
        }
        const scope = { input: written, context: {}, variable: () => undefined, random: () => 0 };
        expect(compilePath(text).read(scope)).toBe(value);
        expect(JSON.stringify(root)).toBe(before);
      }),
      { seed: 20260104, numRuns: 5_000 },
    );
  });
});

describe('read, as ItemsPath does', () => {
  test('gives the value', () => {
    expect(compileReferencePath('$.a[1]').read({ a: [1, null] })).toBeNull();
  });

  test('says which step does not fit', () => {
    expect(() => compileReferencePath('$.found.objects').read({ found: { statusCode: 500 } })).toThrow(
      'Unable to apply step "objects" to input {"found":{"statusCode":500}}',
    );
  });
});

test.each(['$.a[*]', '$..a', '$.a[0:1]', '$.a[0,1]', '$.a[?(@.b)]', "$['a','b']", '$$.a', '$name', 'a', '', '$.a x'])(
  '%j is no reference path',
  (text) => {
    expect(() => compileReferencePath(text)).toThrow(PathSyntaxError);
  },
);

test('a reference path has at most 1,000 steps', () => {
  expect(write(`$${'.a'.repeat(1000)}`, {}, 1)).toHaveProperty(
    Array.from({ length: 1000 }, () => 'a'),
    1,
  );
  expect(() => compileReferencePath(`$${'[0]'.repeat(1001)}`)).toThrow('at most 1000 steps');
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
