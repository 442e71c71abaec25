import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diagnose } from './diagnose.js';

const pass = { Type: 'Pass', End: true };
const machine = (states: object, more: object = {}): string =>
  JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more });
const found = (definition: string, type?: 'STANDARD' | 'EXPRESS'): string[] =>
  diagnose(definition, type).map(({ code, message, location }) => `${code}: ${message} at ${location}`);

describe('diagnose', () => {
  test.each([
    ['text that is no JSON', '{', /^INVALID_JSON_DESCRIPTION: /],
    ['JSON that is no object', '[]', /^INVALID_JSON_DESCRIPTION: A state machine must be a JSON object/],
    [
      'a field twice',
      '{"StartAt": "A",\n "States": {"A": {"Type": "Fail"},\n  "A": {"Type": "Succeed"}}}',
      /^INVALID_JSON_DESCRIPTION: Duplicate field 'A' at line 3, column 3 at undefined$/,
    ],
    [
      'a state name twice',
      machine({ A: { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: pass } }, End: true } }),
      /^DUPLICATE_STATE_NAME: Duplicate State name: A at \/States\/A\/ItemProcessor\/States\/A$/,
    ],
    [
      'no StartAt',
      '{"States": {"A": {"Type": "Pass", "End": true}}}',
      /^SCHEMA_VALIDATION_FAILED: These fields are required: \[StartAt\] at \/$/,
    ],
    ['no field at all', '{}', /^SCHEMA_VALIDATION_FAILED: These fields are required: \[StartAt, States\] at \/$/],
    [
      'a state without a type',
      machine({ A: { End: true } }),
      /^SCHEMA_VALIDATION_FAILED: These fields are required: \[Type\] at \/States\/A$/,
    ],
    [
      'an unknown type',
      machine({ A: { Type: 'Passs', End: true } }),
      /^SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: \[Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map\] at \/States\/A\/Type$/,
    ],
    [
      'a Task without Resource',
      machine({ A: { Type: 'Task', End: true } }),
      /These fields are required: \[Resource\] at \/States\/A$/,
    ],
    [
      'a field of another type of state',
      machine({ A: { ...pass, Catch: [] } }),
      /Field 'Catch' is not supported at \/States\/A$/,
    ],
    [
      'a timeout of a Map',
      machine({ A: { Type: 'Map', TimeoutSeconds: 1, End: true } }),
      /Field 'TimeoutSeconds' is not supported at \/States\/A$/,
    ],
    [
      'a rule without Next',
      machine({ A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true }] } }),
      /These fields are required: \[Next\] at \/States\/A\/Choices\[0\]$/,
    ],
    [
      'no branches',
      machine({ A: { Type: 'Parallel', Branches: [], End: true } }),
      /Value cannot be empty at \/States\/A\/Branches$/,
    ],
    [
      'credentials without a role',
      machine({ A: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Credentials: {}, End: true } }),
      /The field 'RoleArn' is required but was missing at \/States\/A\/Credentials$/,
    ],
    [
      'a timestamp without a zone',
      machine({ A: { Type: 'Wait', Timestamp: '2016-12-05T21:29:29', End: true } }),
      /String does not match RFC3339 timestamp at \/States\/A\/Timestamp$/,
    ],
    [
      'a timestamp of no day',
      machine({ A: { Type: 'Wait', Timestamp: '2016-13-05T21:29:29Z', End: true } }),
      /String does not match RFC3339 timestamp/,
    ],
    [
      'JSONata in JSONPath',
      machine({ A: { Type: 'Wait', Timestamp: "{% '2016' %}", End: true } }),
      /String does not match RFC3339 timestamp/,
    ],
    [
      'a way back to JSONPath',
      machine({ A: { ...pass, QueryLanguage: 'JSONPath' } }, { QueryLanguage: 'JSONata' }),
      /^SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at \/States\/A$/,
    ],
    [
      'a JSONata field',
      machine({ A: { ...pass, Output: 1 } }),
      /The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at \/States\/A$/,
    ],
    [
      'a JSONPath field',
      machine({ A: { ...pass, InputPath: '$' } }, { QueryLanguage: 'JSONata' }),
      /The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage at \/States\/A$/,
    ],
    [
      'a language of a processor',
      machine({
        A: { Type: 'Map', ItemProcessor: { QueryLanguage: 'JSONata', StartAt: 'B', States: { B: pass } }, End: true },
      }),
      /Field 'QueryLanguage' is not supported at \/States\/A\/ItemProcessor$/,
    ],
    [
      'a label',
      machine({ A: { Type: 'Map', Label: 'a b', ItemProcessor: { StartAt: 'B', States: { B: pass } }, End: true } }),
      /^INVALID_LABEL_NAME: Label contains invalid character: ' ' at \/States\/A\/Label$/,
    ],
    [
      'an unknown target',
      machine({ A: { Type: 'Pass', Next: 'B' }, C: pass }),
      /^MISSING_TRANSITION_TARGET: Missing 'Next' target: B at \/States\/A\/Next$/,
    ],
    [
      'an unknown start',
      JSON.stringify({ StartAt: 'B', States: { A: pass } }),
      /^MISSING_TRANSITION_TARGET: Missing 'Next' target: B at \/StartAt$/,
    ],
  ])('finds %s', (_name, definition, expected) => {
    expect(found(definition)[0]).toMatch(expected);
  });

  test('a machine that cannot end is told just that', () => {
    const definition = machine({
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Pass', Next: 'A' },
      C: { Type: 'Pass', Next: 'A' },
    });
    expect(diagnose(definition)).toEqual([
      { severity: 'ERROR', code: 'MISSING_END_STATE', message: 'Workflow has no terminal state' },
    ]);
  });

  test('states that nothing leads to, in inner scopes too', () => {
    const inner = { StartAt: 'B', States: { B: pass, C: pass } };
    expect(found(machine({ A: { Type: 'Parallel', Branches: [inner], End: true }, D: pass }))).toEqual([
      'MISSING_TRANSITION_TARGET: State "D" is not reachable. at /States/D',
      'MISSING_TRANSITION_TARGET: State "C" is not reachable. at /States/A/Branches[0]/States/C',
    ]);
  });

  test('Choice rules, Default and Catch lead somewhere', () => {
    const definition = machine({
      Choose: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'Work' }], Default: 'Lost' },
      Work: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }],
        End: true,
      },
      Lost: { Type: 'Succeed' },
      Failed: { Type: 'Fail' },
    });
    expect(diagnose(definition)).toEqual([]);
  });

  test('Express machines cannot wait for jobs and tokens', () => {
    const waits = (resource: string): string => machine({ A: { Type: 'Task', Resource: resource, End: true } });
    expect(found(waits('arn:aws:states:::states:startExecution.sync:2'), 'EXPRESS')).toEqual([
      "SCHEMA_VALIDATION_FAILED: Express state machine does not support '.sync' service integration at /States/A/Resource",
    ]);
    expect(found(waits('arn:aws:states:::sqs:sendMessage.waitForTaskToken'), 'EXPRESS')).toHaveLength(1);
    expect(found(waits('arn:aws:states:::sqs:sendMessage.waitForTaskToken'))).toEqual([]);
  });

  test('a Resource that is no text is no reason to break down', () => {
    const odd = machine({ A: { Type: 'Task', Resource: { toString: 1 }, End: true } });
    expect(Array.isArray(diagnose(odd, 'EXPRESS'))).toBe(true);
  });

  test('whatever the definition is, an answer comes', () => {
    const name = fc.constantFrom('A', 'B', '__proto__', 'constructor', 'StartAt');
    const state = fc.dictionary(
      fc.constantFrom('Type', 'Next', 'Choices', 'Catch', 'Branches', 'ItemProcessor', 'QueryLanguage', 'Label'),
      fc.oneof(fc.jsonValue(), name, fc.constantFrom('Pass', 'Map')),
    );
    const definition = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record({ StartAt: name, States: fc.dictionary(name, state) }).map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(definition, (text) => {
        expect(Array.isArray(diagnose(text))).toBe(true);
      }),
      { seed: 2, numRuns: 3000 },
    );
  });
});
