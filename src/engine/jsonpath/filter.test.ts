import { describe, expect, test } from '@jest/globals';
import { compilePath } from './path.js';

const elements = [
  { id: 1, a: 'x', b: 4, list: [1, 2], on: true },
  { id: 2, a: 'y', b: 2, list: [], on: false, c: null },
  { id: 3, a: 'X', b: '4', list: [2, 3], at: { z: 1 } },
  { id: 4, b: -1.5, a: 7 },
];
const document = { elements, limit: 3, allowed: ['x', 'y'] };

function idsWhere(condition: string): unknown {
  return compilePath(`$.elements[?(${condition})].id`).read({
    input: document,
    context: {},
    variable: () => undefined,
    random: () => 0,
  });
}

describe('conditions', () => {
  test.each([
    ['@.c', [2]],
    ['!@.c', [1, 3, 4]],
    ['@.at.z', [3]],
    ["@.a == 'x'", [1]],
    ['@.a == "x"', [1]],
    ["'x' == @.a", [1]],
    ["@.a != 'x'", [2, 3, 4]],
    ["@.absent != 'x'", [1, 2, 3, 4]],
    ["@.absent == 'x'", []],
    ['@.absent == @.missing', []],
    ['@.b > 3', [1]],
    ['@.b >= 2', [1, 2]],
    ['@.b<0', [4]],
    ['@.b <= -1.5', [4]],
    ['@.b > -2e0', [1, 2, 4]],
    ["@.a > 'a'", [1, 2]],
    ['@.b == 4', [1, 3]],
    ['@.b === 4', [1]],
    ['@.b !== 4', [2, 3, 4]],
    ['@.on == true', [1]],
    ['@.on == false', [2]],
    ['@.c == null', [2]],
    ['@.list == [1,2]', [1]],
    ['@.b > $.limit', [1]],
    ['@.a in $.allowed', [1, 2]],
    ["@.a in ['X', 7]", [3, 4]],
    ["@['a'] nin ['x']", [2, 3, 4]],
    ['@.list contains 2', [1, 3]],
    ["@.a contains 'X'", [3]],
    ['@.list subsetof [1,2,9]', [1, 2]],
    ['@.list anyof [3]', [3]],
    ['@.list noneof [1]', [2, 3]],
    ['@.list size 2', [1, 3]],
    ['@.list empty true', [2]],
    ['@.list empty false', [1, 3]],
    ['@.list[?(@ > 2)] == [3]', [3]],
    ['@.a =~ /x/i', [1, 3]],
    ['@.a =~ /x|y/', [1, 2]],
    ["@.a == 'x' && @.b > 3", [1]],
    ["@.a == 'y' || @.a == 'x' && @.b > 9", [2]],
    ["(@.a == 'y' || @.a == 'x') && @.b > 3", [1]],
    ["!(@.a == 'x') && !(@.c)", [3, 4]],
    ['!!@.c', [2]],
    ['  @.c  ', [2]],
    ['@.in', []],
  ])('%s', (condition, ids) => {
    expect(idsWhere(condition)).toEqual(ids);
  });

  test('inside a filter the element itself is @', () => {
    const path = compilePath("$[?(@ != 'b')]");
    const scope = { input: ['a', 'b'], context: {}, variable: () => undefined, random: () => 0 };
    expect(path.read(scope)).toEqual(['a']);
  });
});
