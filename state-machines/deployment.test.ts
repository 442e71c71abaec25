import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parseApplicationConfiguration } from '../src/resilience/configuration/index.js';
import { deployment } from './deployment.js';
import { recommendReader } from './recommend-reader.js';
import { defaultModels, recommendationGeneration } from './recommendation-generation.js';

const deployed = (options: unknown = {}) => deployment(parseApplicationConfiguration(options));
const text = (options?: unknown) => JSON.stringify(deployed(options).definitions);
const modelIds = (options?: unknown) => new Set(text(options).match(/(?<="modelId":")[^"]+/g));

test('the defaults are those of the machines, with circuits that they share', () => {
  const { recommendationGeneration: batch, recommendReader: reader } = deployed().definitions;
  expect(Object.keys(batch?.States ?? {})).toEqual(
    Object.keys(recommendationGeneration({ scope: 'shared' }).toAsl().States),
  );
  expect(Object.keys(reader?.States ?? {})).toEqual(Object.keys(recommendReader().toAsl().States));
  expect(modelIds()).toEqual(new Set(Object.values(defaultModels).map(({ modelId }) => modelId)));
});

test.each(readdirSync('configuration'))('configuration/%s can be deployed', (name) => {
  const options: unknown = JSON.parse(readFileSync(`configuration/${name}`, 'utf8'));
  expect(Object.keys(deployed(options).definitions)).toEqual(Object.keys(deployed().definitions));
});

test('functions have the logical ids that osls gives them', () => {
  const called = text().match(/(?<="Fn::GetAtt":\[")\w+/g);
  expect(readdirSync('functions').map(logicalId)).toEqual(expect.arrayContaining([...new Set(called)]));
});

const logicalId = (file: string) =>
  `${file.replace('.ts', '').replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}LambdaFunction`;

test('a circuit of its own goes before the common one', () => {
  const key = `${defaultModels.primary.region}/${defaultModels.primary.modelId}`;
  const circuits = { [key]: { callTimeoutSeconds: 77 } };
  expect(text({ circuit: { callTimeoutSeconds: 44 } })).toContain('"TimeoutSeconds":44');
  expect(text({ circuit: { callTimeoutSeconds: 44 }, circuits })).toContain('"TimeoutSeconds":77');
});

test('a region that is not approved is neither called nor allowed', () => {
  const regions = { compliance_approved_regions: ['ap-northeast-1'] };
  expect([...modelIds({ regions })].filter((id) => !id.startsWith('jp.'))).toEqual([]);
  const arns = deployed({ regions }).modelArns.map((arn) => arn['Fn::Sub']);
  expect(arns.filter((arn) => !/:ap-northeast-[13]:/.test(arn))).toEqual([]);
});

test('with no approved region there is nothing to deploy', () => {
  expect(() => deployed({ regions: { compliance_approved_regions: [] } })).toThrow(
    'The configuration has no primary model in an approved region: the machines would call nothing.',
  );
});
