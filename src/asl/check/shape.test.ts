import { describe, expect, test } from '@jest/globals';
import { checkAsl } from './check-asl.js';
import { end, found, jsonataMachine, jsonPathMachine, lambda } from './machine.fixture.js';

const one = (state: object) => jsonataMachine({ A: state });
const onePath = (state: object) => jsonPathMachine({ A: state });

describe('fields', () => {
  test.each([
    ['a field that does not exist', { ...end, Ouput: 1 }, 'SB011 A.Ouput', "did you mean 'Output'?"],
    ['a missing field', { Type: 'Task', End: true }, 'SB012 A', 'add Resource'],
    ['a missing type', { End: true }, 'SB012 A.Type', 'give it one of'],
    ['an unknown type', { Type: 'Taks', End: true }, 'SB016 A.Type', "did you mean 'Task'?"],
    ['a number that is text', { Type: 'Wait', Seconds: '5', End: true }, 'SB013 A.Seconds', 'a whole number'],
    ['a timeout of nothing', { ...lambda, TimeoutSeconds: 0, End: true }, 'SB013 A.TimeoutSeconds', 'from 1'],
    [
      'a time without an offset',
      { Type: 'Wait', Timestamp: '2030-01-01T00:00:00', End: true },
      'SB013 A.Timestamp',
      'Z',
    ],
    [
      'two durations',
      { Type: 'Wait', Seconds: 1, Timestamp: '{% $now() %}', End: true },
      'SB015 A.Timestamp',
      'keep one',
    ],
    ['no duration', { Type: 'Wait', End: true }, 'SB012 A', 'add Seconds'],
    ['Next and End', { Type: 'Pass', Next: 'A', End: true }, 'SB015 A.End', 'keep one'],
    ['a field of JSONPath', { ...lambda, ResultPath: '$.x', End: true }, 'SB014 A.ResultPath', '$merge'],
    [
      'a heartbeat longer than the timeout',
      { ...lambda, TimeoutSeconds: 5, HeartbeatSeconds: 5, End: true },
      'SB013 A.HeartbeatSeconds',
      'lower it',
    ],
    [
      'a label too long',
      { Type: 'Map', Items: [], Label: 'l'.repeat(41), ItemProcessor: { StartAt: 'B', States: { B: end } }, End: true },
      'SB013 A.Label',
      '40',
    ],
    ['no branches', { Type: 'Parallel', Branches: [], End: true }, 'SB013 A.Branches', 'add at least one'],
    [
      'JSONPath inside JSONata',
      { Type: 'Pass', QueryLanguage: 'JSONPath', End: true },
      'SB014 A.QueryLanguage',
      'remove QueryLanguage',
    ],
    [
      'a retrier with text',
      { ...lambda, Retry: [{ ErrorEquals: ['X'], BackoffRate: '2' }], End: true },
      'SB013 A.Retry[0].BackoffRate',
      'a number',
    ],
    [
      'a retrier without errors',
      { ...lambda, Retry: [{ MaxAttempts: 1 }], End: true },
      'SB012 A.Retry[0]',
      'add ErrorEquals',
    ],
    [
      'a delay below the interval',
      { ...lambda, Retry: [{ ErrorEquals: ['X'], IntervalSeconds: 5, MaxDelaySeconds: 5 }], End: true },
      'SB013 A.Retry[0].MaxDelaySeconds',
      'raise it',
    ],
  ])('%s', (_name, state, expected, fix) => {
    const problems = checkAsl(one(state));
    expect(found(one(state))).toEqual([expected]);
    expect(problems[0]?.fix).toContain(fix);
  });

  test.each([
    ['a field of JSONata', { Type: 'Pass', Output: 1, End: true }, ['SB014 A.Output']],
    ['an expression for a number', { Type: 'Wait', Seconds: '{% 1 %}', End: true }, ['SB013 A.Seconds']],
    ['a path for a number', { Type: 'Wait', SecondsPath: '$.wait', End: true }, []],
    ['null paths', { Type: 'Pass', InputPath: null, ResultPath: null, OutputPath: null, End: true }, []],
  ])('JSONPath: %s', (_name, state, expected) => {
    expect(found(onePath(state))).toEqual(expected);
  });

  test('of machines and flows', () => {
    expect(found({ QueryLanguage: 'JSONata', StartsAt: 'A', States: { A: end } })).toEqual(['SB011 StartsAt', 'SB012']);
    expect(found({ StartAt: 'A', States: {} })).toContain('SB012 States');
    expect(found({ StartAt: 'A', States: { A: end, B: 7 } })).toContain('SB013 B.States.B');
    expect(found({ StartAt: 'A', TimeoutSeconds: -1, QueryLanguage: 'JQ', States: { A: end } })).toEqual([
      'SB013 TimeoutSeconds',
      'SB013 QueryLanguage',
    ]);
  });

  test('CloudFormation may fill in any value', () => {
    const state = { Type: 'Task', Resource: { 'Fn::GetAtt': ['F', 'Arn'] }, TimeoutSeconds: '${Timeout}', End: true };
    expect(found(one(state))).toEqual([]);
  });
});
