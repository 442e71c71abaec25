import { expect, test } from '@jest/globals';
import { variableReferences } from './variable-references.js';

const references = (states: object): unknown => variableReferences(JSON.stringify({ StartAt: 'A', States: states }));

test('paths, templates and intrinsics', () => {
  expect(
    references({
      A: { Type: 'Pass', Assign: { x: 1, y: 2, 'z.$': '$.z' }, Next: 'B' },
      B: {
        Type: 'Pass',
        InputPath: '$x',
        Parameters: { 'a.$': "States.Format('{} $z', $y, $$.State.Name)", b: '$z' },
        Next: 'C',
      },
      C: { Type: 'Choice', Choices: [{ Variable: '$y.a', StringEqualsPath: '$x', Next: 'B' }], Default: 'B' },
    }),
  ).toEqual({ B: ['x', 'y'], C: ['x', 'y'] });
});

test('expressions, but for their own variables, functions and texts', () => {
  expect(
    references({
      A: { Type: 'Pass', QueryLanguage: 'JSONata', Assign: { total: 1, other: 2 }, Next: 'B' },
      B: {
        Type: 'Pass',
        QueryLanguage: 'JSONata',
        Output: { a: "{% ($local := $total + $states.input.n; $sum([$local]) & '$other') %}", b: '$other' },
        End: true,
      },
    }),
  ).toEqual({ B: ['total'] });
});

test('states of processors and branches have references of their own', () => {
  const inner = { StartAt: 'I', States: { I: { Type: 'Pass', Parameters: { 'v.$': '$x' }, End: true } } };
  expect(
    references({
      A: { Type: 'Pass', Assign: { x: 1, n: 2 }, Next: 'M' },
      M: { Type: 'Map', MaxConcurrencyPath: '$n', ItemProcessor: inner, End: true },
    }),
  ).toEqual({ M: ['n'], I: ['x'] });
});

test('nothing when no state reads a variable', () => {
  expect(references({ A: { Type: 'Pass', Assign: { x: 1 }, End: true } })).toBeUndefined();
});
