import { describe, expect, test } from '@jest/globals';
import { checkAsl } from './check-asl.js';
import { found, jsonataMachine, jsonPathMachine, lambda } from './machine.fixture.js';

describe('JSONata', () => {
  const output = (text: string) => found(jsonataMachine({ A: { Type: 'Pass', Output: text, End: true } }));

  test('is evaluated only when it is the whole text', () => {
    expect(output('about {% $states.input %}')).toEqual(['SB107 A.Output']);
    expect(output(' {% 1 %}')).toEqual(['SB107 A.Output']);
  });

  test('with what CloudFormation takes for a substitution is pointed out', () => {
    expect(output('{% $states.input.items.${name: 1} %}')).toEqual(['SB106 A.Output']);
  });

  test('reads the result after the work, and the error in a catcher', () => {
    const read = (part: string) => `{% $states.${part} %}`;
    const task = {
      ...lambda,
      Arguments: { a: read('result') },
      Assign: { b: read('result') },
      Output: read('errorOutput'),
      Catch: [{ ErrorEquals: ['States.ALL'], Assign: { c: read('errorOutput') }, Output: read('result'), Next: 'B' }],
      Next: 'B',
    };
    expect(found(jsonataMachine({ A: task, B: { Type: 'Fail', Cause: read('result') } }))).toEqual([
      'SB105 A.Arguments.a',
      'SB105 A.Output',
      'SB105 A.Catch[0].Output',
      'SB105 B.Cause',
    ]);
  });
});

describe('JSONPath', () => {
  const pass = (fields: object) => found(jsonPathMachine({ A: { Type: 'Pass', ...fields, End: true } }));

  test('is read in path fields and in fields that end with .$', () => {
    expect(pass({ InputPath: '$.a[', Parameters: { 'x.$': 'a.b', y: '$.a[', SecondsPath: '[' } })).toEqual([
      'SB111 A.InputPath',
      'SB111 A.Parameters.x.$',
    ]);
  });

  test('writes to one place only', () => {
    expect(pass({ ResultPath: '$.a[*]' })).toEqual(['SB113 A.ResultPath']);
    expect(pass({ ResultPath: '$$.a' })).toEqual(['SB113 A.ResultPath']);
    expect(pass({ ResultPath: '$.a[0].b' })).toEqual([]);
  });

  test('knows the intrinsic functions, where they may stand', () => {
    expect(pass({ Parameters: { 'x.$': 'States.MathAd(1, 2)' } })).toEqual(['SB112 A.Parameters.x.$']);
    expect(pass({ InputPath: 'States.UUID()' })).toEqual(['SB111 A.InputPath']);
    expect(found(jsonPathMachine({ A: { Type: 'Fail', CausePath: "States.Format('{}', $.a)" } }))).toEqual([]);
  });
});

test('text that is never evaluated is left alone', () => {
  const states = { A: { Type: 'Pass', Comment: '{% ( %}', Result: { 'x.$': 'a b' }, End: true } };
  expect(checkAsl(jsonPathMachine(states))).toEqual([]);
});
