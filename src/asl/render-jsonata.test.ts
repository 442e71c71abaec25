import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { nodeOf } from './expression.js';
import type { LiteralNode, Node, OperationNode, Operator } from './node.js';
import { renderJsonata } from './render-jsonata.js';
import { shop } from './shop.fixture.js';
import { at } from './reference.js';

const literal = (value: unknown): LiteralNode => ({ kind: 'literal', value });
const operation = (operator: Operator, ...operands: Node[]): OperationNode => ({
  kind: 'operation',
  operator,
  operands,
});

/** What an arithmetic tree comes to in JavaScript. */
function compute(node: Node): number {
  if (node.kind !== 'operation') return (node as LiteralNode).value as number;
  const [left = 0, right = 0] = node.operands.map(compute);
  return { '+': left + right, '-': left - right, '*': left * right }[node.operator as '+' | '-' | '*'];
}

const arithmetic = fc.letrec<{ tree: Node; leaf: Node; node: Node }>((tie) => ({
  tree: fc.oneof({ maxDepth: 5 }, tie('leaf'), tie('node')),
  leaf: fc.integer({ min: 0, max: 20 }).map(literal),
  node: fc
    .tuple(fc.constantFrom<Operator>('+', '-', '*'), tie('tree'), tie('tree'))
    .map(([operator, left, right]) => operation(operator, left, right)),
})).tree;

/** JSONata builds its objects by assignment, so `__proto__` gets lost in it. */
const values = fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes('__proto__'));

describe('renderJsonata', () => {
  test('keeps the meaning of nested arithmetic with as few parentheses as JSONata needs', async () => {
    await fc.assert(
      fc.asyncProperty(arithmetic, async (tree) => {
        expect(await jsonata(renderJsonata(tree)).evaluate({})).toBe(compute(tree));
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(
      renderJsonata(operation('+', operation('+', literal(1), literal(2)), operation('*', literal(3), literal(4)))),
    ).toBe('1 + 2 + 3 * 4');
    expect(renderJsonata(operation('-', literal(1), operation('-', literal(2), literal(3))))).toBe('1 - (2 - 3)');
    expect(renderJsonata(operation('&', literal('n'), operation('+', literal(1), literal(2))))).toBe("'n' & (1 + 2)");
  });

  test('writes any JSON so that JSONata reads the same', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const read = await jsonata(`[${renderJsonata(literal([value]))}]`).evaluate({});
        expect(JSON.stringify(read)).toBe(JSON.stringify([[value]]));
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  test('writes references as they are read', () => {
    const { execution, vars, context, error } = shop;
    expect(renderJsonata(nodeOf(at(execution.input.parcels, 2).sku))).toBe(
      '$states.context.Execution.Input.parcels[2].sku',
    );
    expect(renderJsonata(nodeOf(vars.label))).toBe('$label');
    expect(renderJsonata(nodeOf(context.Task.Token))).toBe('$states.context.Task.Token');
    expect(renderJsonata(nodeOf(error.Cause))).toBe('$states.errorOutput.Cause');
    expect(renderJsonata({ kind: 'reference', root: 'input', path: ['a-b', 'and', 'c'] })).toBe(
      '$states.input.`a-b`.`and`.c',
    );
  });

  test('keeps what fills a hole of a text together', () => {
    const node: Node = {
      kind: 'text',
      parts: ['$round(', ' * 2)'],
      operands: [operation('+', literal(1), literal(2))],
    };
    expect(renderJsonata(node)).toBe('$round((1 + 2) * 2)');
  });

  test('leaves CloudFormation nothing to replace', async () => {
    const text = renderJsonata({ kind: 'text', parts: ["$x.${'a': '${b} #{c}'}"], operands: [] });
    expect(text).not.toMatch(/[$#]\{/);
    expect(await jsonata(text).evaluate({}, { x: { y: 1 } })).toEqual({ a: '${b} #{c}' });
  });
});
