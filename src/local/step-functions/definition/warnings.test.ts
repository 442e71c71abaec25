import { expect, test } from '@jest/globals';
import { findWarnings } from './warnings.js';

const warnings = (state: object, more: object = {}): string[] =>
  findWarnings({ StartAt: 'A', States: { A: state }, ...more }).map(({ code, location }) => `${code} ${location}`);
const task = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true };

test('a field without .$ is not evaluated', () => {
  const template = { a: '$.a', b: { c: ['x', { d: '$$.State.Name' }] }, e: "States.Format('{}', 1)", f: '$' };
  expect(warnings({ ...task, Parameters: template })).toEqual([
    'NO_DOLLAR /States/A/Parameters/a',
    'NO_DOLLAR /States/A/Parameters/b/c[1]/d',
    'NO_DOLLAR /States/A/Parameters/e',
    'NO_DOLLAR /States/A/Parameters/f',
  ]);
  expect(warnings({ ...task, Catch: [{ Assign: { a: '$.a' } }], ItemBatcher: { BatchInput: { b: '$.b' } } })).toEqual([
    'NO_DOLLAR /States/A/ItemBatcher/BatchInput/b',
    'NO_DOLLAR /States/A/Catch[0]/Assign/a',
  ]);
});

test('a field that would need Path behind its name', () => {
  expect(warnings({ Type: 'Fail', Error: '$.error', Cause: "States.Format('{}', $.cause)" })).toEqual([
    'NO_PATH /States/A/Error',
    'NO_PATH /States/A/Cause',
  ]);
  const rule = { Or: [{ Not: { Variable: '$.a', StringEquals: '$.b' } }], Next: 'B' };
  expect(warnings({ Type: 'Choice', Choices: [rule] })).toEqual([
    'NO_PATH /States/A/Choices[0]/Or[0]/Not/StringEquals',
  ]);
});

test('a path in the Result of a Pass state', () => {
  expect(warnings({ Type: 'Pass', Result: { 'a.$': ['$.a'] }, End: true })).toEqual([
    'PASS_RESULT_IS_STATIC /States/A/Result',
  ]);
});

test('inner states are looked at too', () => {
  const inner = { StartAt: 'B', States: { B: { Type: 'Pass', Parameters: { a: '$.a' }, End: true } } };
  expect(warnings({ Type: 'Parallel', Branches: [inner], End: true })).toEqual([
    'NO_DOLLAR /States/A/Branches[0]/States/B/Parameters/a',
  ]);
});

test.each([
  ['what is evaluated', { ...task, Parameters: { 'a.$': '$.a' }, InputPath: '$.b', TimeoutSecondsPath: '$.c' }],
  ['a price, and prose', { ...task, Parameters: { a: '$5', b: 'States.Pay is a state', c: '$ {x}' } }],
  ['JSONata', { Type: 'Pass', QueryLanguage: 'JSONata', Output: '$.a', Assign: { a: '$.a' }, End: true }],
  ['a comparison that has no Path twin', { Type: 'Choice', Choices: [{ Variable: '$.a', StringMatches: '$.*' }] }],
])('%s gives no warning', (_what, state) => {
  expect(warnings(state)).toEqual([]);
});

test('a machine in JSONata, and what is no machine, give none', () => {
  expect(warnings({ Type: 'Fail', Error: '$.a' }, { QueryLanguage: 'JSONata' })).toEqual([]);
  expect(findWarnings([1])).toEqual([]);
});
