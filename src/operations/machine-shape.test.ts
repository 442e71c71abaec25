import { expect, test } from '@jest/globals';
import { lambda } from '../asl/index.js';
import { circuitBreakerMachine, target } from '../breaker/index.js';
import { batchMachine } from './batch-world.fixture.js';
import { breakerTargets, machineShape } from './machine-shape.js';

test('the targets in order, and the model that the calls name', () => {
  const summarise = lambda<(event: { documentId: string; target: object }) => Promise<string>>('arn:summarise');
  const asking = (name: string, region: string) =>
    target<string, { documentId: string; target: object }, string>(name, summarise, (documentId) => ({
      documentId,
      target: { region, modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' },
    }));
  const { definition } = circuitBreakerMachine<string>({
    name: 'summaries',
    circuit: {},
    targets: [asking('primary', 'us-east-1'), asking('elsewhere', 'us-west-2')],
    lastResort: [],
  }).toDefinition();
  const shape = machineShape(JSON.stringify(definition));
  expect(shape).toMatchObject({
    targets: ['primary', 'elsewhere'],
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
