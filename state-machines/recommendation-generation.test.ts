import { describe, expect, test } from '@jest/globals';
import aslValidator from 'asl-validator';
import { checkAsl } from '../src/asl/index.js';
import { machineShape } from '../src/operations/machine-shape.js';
import { machine } from '../src/testing/jest.js';
import { recommendationGeneration } from './recommendation-generation.js';

const everything = { whileOpen: 'wait', cooldown: 'callback', slowCallMs: 3_000, maxRefusalsInARow: 50 } as const;
const variants = [
  {},
  { circuit: { whileOpen: 'wait' } },
  { circuit: everything },
  { scope: 'shared' },
  { circuit: everything, scope: 'shared' },
] as const;

describe.each(variants)('with %j', (options) => {
  const { definition, substitutions } = recommendationGeneration(options).toDefinition();

  test('the definition has no problem, and asl-validator finds none', () => {
    expect(checkAsl(definition)).toEqual([]);
    expect(aslValidator(structuredClone(definition))).toMatchObject({ isValid: true });
  });

  test('it is far below 1 MiB', () => {
    expect(Buffer.byteLength(JSON.stringify(definition))).toBeLessThan(128 * 1024);
  });

  test('nothing in it would be taken for a substitution but the functions', () => {
    const names = [...JSON.stringify(definition).matchAll(/[$#]\{([^}]*)\}/g)].map(([, name]) => name);
    expect(new Set(names)).toEqual(new Set(Object.keys(substitutions)));
  });

  test('it is the same on every build', () => {
    expect(JSON.stringify(recommendationGeneration(options).toDefinition())).toBe(
      JSON.stringify({ definition, substitutions }),
    );
  });
});

test('an invalid circuit stops the build with field, range and value', () => {
  expect(() => recommendationGeneration({ circuit: { resetTimerSeconds: 3000 } })).toThrow(
    'resetTimerSeconds: must be an integer in [10, 300], got 3000',
  );
});

test('a reader who does not exist is asked of one model only, and counts against none', async () => {
  const run = await machine(recommendationGeneration({ circuit: { failureThreshold: 1 } }))
    .resource('GenerateRecommendationsFunctionArn', { error: 'ReaderNotFound' })
    .resource('CachedRecommendationsFunctionArn', { titleIds: [] })
    .run({ items: ['a', 'b'] });
  expect(run.calls.map(({ state }) => state)).toEqual(['Primary call', 'Primary call', 'Cached', 'Cached']);
  expect(run.output).toMatchObject({
    outcomes: { cached: 2 },
    circuits: { primary: { state: 'CLOSED', failures: [] } },
  });
});

test('operators are told its targets, and the model that its calls name', () => {
  expect(machineShape(JSON.stringify(recommendationGeneration().toDefinition().definition))).toMatchObject({
    targets: ['primary', 'region', 'cheaper'],
    model: { region: 'us-east-1', modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' },
  });
});
