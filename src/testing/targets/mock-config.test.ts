import { describe, expect, test } from '@jest/globals';
import { indexStates } from '../definition/state-index.js';
import type { Mock } from '../mocks/mock.js';
import { after, pending, type Outcome } from '../mocks/outcome.js';
import { shop } from '../shop.fixture.js';
import { mockConfig } from './mock-config.js';

const mock = (target: Mock['target'], ...outcomes: readonly Outcome[]): Mock => ({
  target,
  outcomes,
  isOptional: false,
});
const states = indexStates(shop);

describe('mockConfig', () => {
  test('writes mocks of states and resources as Step Functions Local reads them', () => {
    const config = mockConfig('container', 'shop', states, [
      mock({ state: 'Quote' }, { total: 80 }),
      mock({ resource: 'ChargeFunction' }, { error: 'Throttled' }, new RangeError('too much'), { receipt: 7 }),
    ]);
    expect(config).toEqual({
      StateMachines: { shop: { TestCases: { stepbreaker: { Quote: 'Quote', Charge: 'Charge' } } } },
      MockedResponses: {
        Quote: { '0-9999': { Return: { total: 80 } } },
        Charge: {
          '0': { Throw: { Error: 'Throttled', Cause: '' } },
          '1': { Throw: { Error: 'RangeError', Cause: 'too much' } },
          '2-9999': { Return: { StatusCode: 200, Payload: { receipt: 7 } } },
        },
      },
    });
  });

  test.each<[string, Outcome]>([
    ['a function', () => 1],
    ['a delay (time cannot be skipped)', after(5, 1)],
    ['a task that does not answer', pending],
  ])('refuses %s', (what, outcome) => {
    expect(() => mockConfig('container', 'shop', states, [mock({ state: 'Quote' }, outcome)])).toThrow(
      `The container target cannot do ${what}: .task("Quote", …)\nIts mocks are written into a MockConfigFile, which has values and errors only.`,
    );
  });
});
