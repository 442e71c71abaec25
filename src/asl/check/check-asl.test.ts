import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { checkAsl } from './check-asl.js';
import { end, found, jsonataMachine, jsonPathMachine, lambda } from './machine.fixture.js';

/** Real field names with any values: the shapes that reach deepest. */
const fields = fc.constantFrom(
  'Type',
  'States',
  'StartAt',
  'Next',
  'End',
  'Choices',
  'Catch',
  'Retry',
  'Assign',
  'Output',
  'Default',
  'Condition',
  'Branches',
  'ItemProcessor',
  'ProcessorConfig',
  'Mode',
  'ErrorEquals',
  'Variable',
  'And',
  'Not',
  'x.$',
  'A',
  '__proto__',
);
const texts = fc.constantFrom(
  'Task',
  'Map',
  'Choice',
  'Wait',
  'A',
  'JSONata',
  'DISTRIBUTED',
  '{% $x %}',
  '{% $map( %}',
  "States.Format('{}'",
  '$.a[',
  '$$',
  '',
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    texts,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.string(),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(fields, tie('value'), { maxKeys: 8 }),
})).object;

describe('checkAsl', () => {
  test('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.oneof(json, fc.jsonValue()), fc.constantFrom('JSONata', 'JSONPath'), (value, QueryLanguage) => {
        expect(Array.isArray(checkAsl(value))).toBe(true);
        const machine = {
          QueryLanguage,
          StartAt: 'A',
          States: { A: value, B: { Type: 'Choice', Choices: value, Catch: value } },
        };
        expect(checkAsl(machine).every(({ code, message, fix }) => code && message && fix)).toBe(true);
      }),
      { numRuns: 2000, seed: 20261122 },
    );
  });

  test.each([[undefined], [null], [[]], ['{}'], [7]])('says of %j that it is not a state machine', (value) => {
    expect(found(value)).toEqual(['SB010']);
  });

  test('reports everything at once, with the path in the definition', () => {
    const problems = checkAsl(jsonataMachine({ A: { ...lambda, Nxt: 'B', Next: 'C' }, B: end }));
    expect(problems.map(({ code, path }) => [code, path?.join('/')])).toEqual([
      ['SB011', 'States/A/Nxt'],
      ['SB001', 'States/A/Next'],
      ['SB002', 'States/B'],
    ]);
  });

  test('follows the query language from state to state', () => {
    const machine = jsonPathMachine({
      A: { Type: 'Pass', QueryLanguage: 'JSONata', Assign: { n: '{% 1 + 1 %}' }, Next: 'B' },
      B: { Type: 'Pass', Parameters: { 'n.$': '$n' }, End: true },
    });
    expect(checkAsl(machine)).toEqual([]);
  });

  test('looks up no more than four times as much for twice as many states that each have their own variable', () => {
    const machineOf = (count: number) => {
      const states = Array.from({ length: count }, (_, index) => [
        `S${index}`,
        {
          Type: 'Pass',
          Assign: { [`v${index}`]: index === 0 ? 0 : `{% $v${index - 1} + ${index} %}` },
          ...(index === count - 1 ? { End: true } : { Next: `S${index + 1}` }),
        },
      ]);
      return jsonataMachine(Object.fromEntries(states));
    };
    const lookUps = (count: number): number => {
      const spy = jest.spyOn(Map.prototype, 'get');
      try {
        expect(checkAsl(machineOf(count))).toEqual([]);
        return spy.mock.calls.length;
      } finally {
        spy.mockRestore();
      }
    };
    const few = lookUps(100);
    expect(few).toBeGreaterThan(1_000);
    expect(lookUps(200) / few).toBeLessThan(4.1);
    expect(checkAsl(machineOf(1_000))).toEqual([]);
  });
});
