import { expect, test } from '@jest/globals';
import { cfnRef, getAtt, intrinsicsWriter, sub, substitutionsWriter } from './cloudformation.js';

test('intrinsics stay in place', () => {
  const { write, substitutions } = intrinsicsWriter();
  expect([getAtt('F', 'Arn'), cfnRef('B'), sub('${B}/x')].map(write)).toEqual([
    { 'Fn::GetAtt': ['F', 'Arn'] },
    { Ref: 'B' },
    { 'Fn::Sub': '${B}/x' },
  ]);
  expect(substitutions).toEqual({});
});

test('substitutions share a name for the same value, and never for another', () => {
  const writer = substitutionsWriter();
  const values = [getAtt('A', 'BC'), getAtt('AB', 'C'), getAtt('A', 'BC'), sub('${}')];
  expect(values.map((value) => writer.write(value))).toEqual(['${ABC}', '${ABC2}', '${ABC}', '${Value}']);
  expect(writer.substitutions).toEqual({
    ABC: { 'Fn::GetAtt': ['A', 'BC'] },
    ABC2: { 'Fn::GetAtt': ['AB', 'C'] },
    Value: { 'Fn::Sub': '${}' },
  });
});
