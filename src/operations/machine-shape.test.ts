import { expect, test } from '@jest/globals';
import { recommendationGeneration } from '../../state-machines/recommendation-generation.js';
import { batchMachine } from './batch-world.fixture.js';
import { breakerTargets, machineShape } from './machine-shape.js';

test('the nightly batch: its targets in order, and the model that its calls name', () => {
  const shape = machineShape(JSON.stringify(recommendationGeneration().toDefinition().definition));
  expect(shape).toMatchObject({
    targets: ['primary', 'region', 'cheaper'],
    sharesCircuits: false,
    model: { region: 'us-east-1', modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' },
  });
  expect(shape.states).toContain('Primary chunk');
  expect(shape.states).not.toContain('Primary call');
});

test('circuits in the table, and calls that name no model', () => {
  const shape = machineShape(JSON.stringify(batchMachine({}, 'table').toAsl()));
  expect(shape).toMatchObject({ targets: ['primary', 'region'], sharesCircuits: true, model: undefined });
});

test('no circuit breaker', () => {
  const shape = machineShape('{"StartAt":"Prepare","States":{"Prepare":{"Type":"Pass","End":true}}}');
  expect(shape.targets).toBeUndefined();
  expect(() => breakerTargets(shape, 'arn')).toThrow('arn runs no circuit breaker machine');
});
