import { describe, expect, test } from '@jest/globals';
import { createEngine, type Execution } from '../../src/engine/index.js';

const CAUGHT = { Type: 'Pass', End: true };

async function run(state: object, input?: unknown): Promise<Execution> {
  const engine = createEngine();
  engine.lambda('echo', (payload) => payload);
  const States = { Work: { ...state, Next: 'Done' }, Done: { Type: 'Pass', End: true }, Caught: CAUGHT };
  const machine = engine.createStateMachine({ name: 'm', definition: { StartAt: 'Work', States } });
  return engine.startExecution({ ...machine, input }).finished;
}

const jsonata = (expression: string): object => ({
  Type: 'Task',
  QueryLanguage: 'JSONata',
  Resource: 'arn:aws:lambda:us-east-1:123456789012:function:echo',
  Arguments: `{% ${expression} %}`,
  Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }],
});

describe('JSONata that would never end is States.QueryEvaluationError, which can be caught', () => {
  test.each([
    ['recursion', '($f := function($n){1 + $f($n + 1)}; $f(0))'],
    ['mutual recursion', '($f := function($n){[$g($n)]}; $g := function($n){[$f($n)]}; $f(0))'],
    ['a huge sequence', '[1..1e9]'],
    ['a sequence that doubles', '($f := function($s){$f($append($s, $s))}; $f([1]))'],
    ['a huge string', '$pad("x", 1e9)'],
    ['a string that doubles', '($f := function($s){$f($s & $s)}; $f("x"))'],
    ['a regular expression that explodes', '$match($join($map([1..40], function(){"a"})), /(a+)+b/)'],
  ])('%s', async (_, expression) => {
    const execution = await run(jsonata(expression));
    expect(execution.output).toMatchObject({ Error: 'States.QueryEvaluationError' });
    expect(execution.history().at(-3)?.type).toBe('PassStateEntered');
  });
});

describe('JSONPath that would never end ends', () => {
  test.each(['(a+)+b', '(a|a)*b', '(a|aa)+$b', '(.*)*x', 'a*a*a*a*a*a*a*a*b', '((a{1,9}){1,9}){1,9}b'])(
    'the pattern %s',
    async (pattern) => {
      const state = { Type: 'Pass', InputPath: `$[?(@ =~ /${pattern}/)]` };
      expect((await run(state, ['a'.repeat(5_000), '!'])).output).toEqual([]);
    },
  );

  test('paths over all descendants of much data', async () => {
    const input = Array.from({ length: 60 }, () => Array.from({ length: 60 }, () => ({ a: [{ a: 1 }] })));
    const state = { Type: 'Pass', Parameters: { 'found.$': 'States.ArrayLength($..a)', 'none.$': '$..[?(@.b)]' } };
    expect((await run(state, input)).output).toEqual({ found: 7_200, none: [] });
  });
});

test.each([
  ['States.StringToJson', { Type: 'Pass', Parameters: { 'a.$': 'States.StringToJson($.text)' } }],
  ['$parse', { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $parse($states.input.text) %}' }],
])('data that %s nests deeper than a stack end the execution, not the process', async (_, state) => {
  const execution = await run(state, { text: '['.repeat(100_000) + ']'.repeat(100_000) });
  expect(execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  expect(execution.history().at(-1)?.type).toBe('ExecutionFailed');
});

test.each([
  ['JSONPath', { Parameters: { 'a.$': '$' } }],
  ['JSONata', { Output: { a: '{% $states.input %}' } }],
])('%s that nests its own output without end is ended', async (QueryLanguage, fields) => {
  const engine = createEngine();
  const States = { Nest: { Type: 'Pass', ...fields, Next: 'Nest' } };
  const machine = engine.createStateMachine({ name: 'm', definition: { QueryLanguage, StartAt: 'Nest', States } });
  const execution = await engine.startExecution(machine).finished;
  expect(execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  expect(JSON.stringify(execution.history(execution.eventCount - 3))).toContain('{\\"a\\":{\\"a\\":');
});
