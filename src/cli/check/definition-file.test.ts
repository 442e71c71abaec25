import { describe, expect, test } from '@jest/globals';
import { parseDefinition, UnreadableDefinitionError } from './definition-file.js';

const YAML = `StartAt: A
States:
  A:
    Type: Task
    Resource: !Sub arn:aws:\${Region}
    Catch:
      - ErrorEquals: [States.ALL]
        Next: B
`;

describe('parseDefinition', () => {
  test('knows the lines of YAML and of JSON', () => {
    const yaml = parseDefinition(YAML, 'a.yaml');
    expect(yaml.lineOf([])).toBe(1);
    expect(yaml.lineOf(['States', 'A', 'Resource'])).toBe(5);
    expect(yaml.lineOf(['States', 'A', 'Catch', 0, 'Next'])).toBe(8);
    const json = parseDefinition('{\n\t"StartAt": "A",\n\t"States": {\n\t\t"A": {}\n\t}\n}', 'a.json');
    expect(json.lineOf(['States', 'A'])).toBe(4);
  });

  test('gives the line around a part that is not there', () => {
    expect(parseDefinition(YAML, 'a.yaml').lineOf(['States', 'A', 'Retry', 0])).toBe(3);
  });

  test("reads CloudFormation's tags as intrinsics", () => {
    const { definition } = parseDefinition("A: !GetAtt Charge.Arn\nB: !Ref Bucket\nC: !Join ['-', [a, b]]", 'a.yaml');
    expect(definition).toEqual({
      A: { 'Fn::GetAtt': 'Charge.Arn' },
      B: { Ref: 'Bucket' },
      C: { 'Fn::Join': ['-', ['a', 'b']] },
    });
  });

  test('follows aliases', () => {
    const { lineOf } = parseDefinition('base: &base\n  Type: Pass\nother: *base\n', 'a.yaml');
    expect(lineOf(['other', 'Type'])).toBe(2);
  });

  test.each([
    ['{ "a": 1, }', 'a.json', /^a\.json:1 is not JSON/],
    ['a: [1', 'a.yaml', /^a\.yaml:1 is not YAML/],
    ['a: 1\na: 2', 'a.yaml', /^a\.yaml:2 gives a key a second time/],
  ])('refuses %j', (source, file, message) => {
    expect(() => parseDefinition(source, file)).toThrow(UnreadableDefinitionError);
    expect(() => parseDefinition(source, file)).toThrow(message);
  });
});
