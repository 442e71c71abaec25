import { describe, expect, test } from '@jest/globals';
import { end, found, jsonataMachine, jsonPathMachine } from './machine.fixture.js';

const withRule = (rule: unknown) => ({ A: { Type: 'Choice', Choices: [rule], Default: 'B' }, B: end });
const jsonPath = (rule: object) => found(jsonPathMachine(withRule({ Next: 'B', ...rule })));

describe('a JSONPath rule', () => {
  test.each([
    [{ Variable: '$.a', NumericEquals: 1 }],
    [{ Variable: '$v.a', IsPresent: true, Comment: 'c' }],
    [{ Variable: '$.a', TimestampLessThan: '2030-01-01T00:00:00Z' }],
    [{ Variable: '$.a', StringGreaterThanPath: '$.b' }],
    [{ Not: { And: [{ Variable: '$.a', BooleanEquals: true }, { Or: [{ Variable: '$.b', StringMatches: 'x*' }] }] } }],
  ])('%j is sound', (rule) => {
    expect(jsonPath(rule).filter((problem) => problem.startsWith('SB121'))).toEqual([]);
  });

  test.each([
    [{ Variable: '$.a' }, 'A.Choices[0]'],
    [{ NumericEquals: 1 }, 'A.Choices[0]'],
    [{ Variable: '$.a', NumericEquals: '1' }, 'A.Choices[0].NumericEquals'],
    [{ Variable: '$.a', NumericEqual: 1, IsNull: true }, 'A.Choices[0].NumericEqual'],
    [{ Variable: '$.a', NumericEquals: 1, StringEquals: 'a' }, 'A.Choices[0]'],
    [{ And: [] }, 'A.Choices[0].And'],
    [{ And: [{ Variable: '$.a', IsNull: 'yes' }] }, 'A.Choices[0].And[0].IsNull'],
    [{ Not: 7 }, 'A.Choices[0].Not'],
    [{ Variable: '$.a', Not: { Variable: '$.a', IsNull: true } }, 'A.Choices[0].Variable'],
  ])('%j is not', (rule, place) => {
    expect(jsonPath(rule)).toEqual([`SB121 ${place}`]);
  });
});

describe('a JSONata rule', () => {
  test.each([
    [{ Condition: '{% true %}', Next: 'B' }, []],
    [{ Condition: true, Next: 'B', Output: 1, Assign: { a: 1 } }, []],
    [{ Next: 'B' }, ['SB121 A.Choices[0]']],
    [{ Condition: 'true', Next: 'B' }, ['SB121 A.Choices[0].Condition']],
    [{ Condition: '{% true %}' }, ['SB121 A.Choices[0]']],
    [{ Condition: '{% true %}', Next: 'B', Variable: '$.a' }, ['SB121 A.Choices[0].Variable']],
    ['rule', ['SB121 A.Choices[0]']],
  ])('%j', (rule, expected) => {
    expect(found(jsonataMachine(withRule(rule)))).toEqual(expected);
  });
});

test('a Choice has rules', () => {
  expect(found(jsonataMachine({ A: { Type: 'Choice', Choices: [], Default: 'B' }, B: end }))).toEqual([
    'SB121 A.Choices',
  ]);
});
