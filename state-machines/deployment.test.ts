import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { deployment } from './deployment.js';

const deployed = (configuration: unknown, stage = 'dev') =>
  deployment({ stage, file: 'configuration/test.json', text: JSON.stringify(configuration) });

test.each(readdirSync('configuration'))('configuration/%s can be deployed', (name) => {
  const file = `configuration/${name}`;
  const { configuration } = deployment({ stage: 'dev', file, text: readFileSync(file, 'utf8') });
  expect(JSON.parse(configuration)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});

test('an invalid circuit is refused with field, range and value', () => {
  expect(() => deployed({ circuit: { resetTimerSeconds: 3000 } })).toThrow(
    'resetTimerSeconds: must be an integer in [10, 300], got 3000',
  );
});

test('text that is no JSON is refused with the name of its file', () => {
  expect(() => deployment({ stage: 'dev', file: 'configuration/dev.json', text: '{' })).toThrow(
    /^configuration\/dev\.json is no JSON: /,
  );
});

test('circuits are announced on the bus of the stage', () => {
  expect(JSON.stringify(deployed({}, 'prod').definitions)).toContain(String.raw`'EventBusName': \"stepbreaker-prod\"`);
});

test('functions have the logical ids that osls gives them', () => {
  const called = JSON.stringify(deployed({}).definitions).match(/(?<="Fn::GetAtt":\[")\w+/g);
  expect(readdirSync('functions').map(logicalId)).toEqual(expect.arrayContaining([...new Set(called)]));
});

const logicalId = (file: string) =>
  `${file.replace('.ts', '').replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}LambdaFunction`;

describe('the schema for AppConfig', () => {
  const schema = JSON.parse(deployed({}).configurationSchema);

  test('is draft 4, the one that AppConfig reads, without a keyword of later drafts', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-04/schema#');
    const later = /"(?:const|contains|if|prefixItems|propertyNames|\$defs|examples|exclusiveM\w+":\s*\d)"/;
    expect(JSON.stringify(schema)).not.toMatch(later);
  });

  test('is below the 32 KB that a validator may have', () => {
    expect(Buffer.byteLength(JSON.stringify(schema))).toBeLessThan(32_768);
  });
});
