import { describe, expect, test } from '@jest/globals';
import { checkAsl } from './check-asl.js';
import { end, found, jsonataMachine, jsonPathMachine, lambda } from './machine.fixture.js';

const assign = (Assign: object, Next: string) => ({ Type: 'Pass', Assign, Next });
const read = (name: string) => ({ Type: 'Succeed', Output: `{% $${name} %}` });
const choose = (Choices: readonly object[], Default: string) => ({ Type: 'Choice', Choices, Default });
const inner = (states: Record<string, object>, config: object = { Mode: 'INLINE' }) => ({
  Type: 'Map',
  Items: '{% [1] %}',
  ItemProcessor: { ProcessorConfig: config, StartAt: Object.keys(states)[0], States: states },
  End: true,
});

describe('a variable', () => {
  test('is assigned on every path to where it is read; the offending path is named', () => {
    const machine = {
      Route: choose([{ Condition: '{% true %}', Next: 'Set' }], 'Wait'),
      Set: assign({ total: 1 }, 'Wait'),
      Wait: { Type: 'Wait', Seconds: 1, Next: 'Sum' },
      Sum: read('total'),
    };
    const [problem, ...others] = checkAsl(jsonataMachine(machine));
    expect(problem).toMatchObject({ code: 'SB202', state: 'Sum', field: 'Output' });
    expect(problem?.message).toContain('Route → Wait → Sum');
    expect(others).toEqual([]);
  });

  test('is not there yet in the state that assigns it', () => {
    expect(found(jsonataMachine({ A: assign({ n: '{% $n + 1 %}' }, 'B'), B: end }))).toEqual(['SB202 A.Assign.n']);
  });

  test('of a choice rule or a catcher is theirs alone', () => {
    const rules = [{ Condition: '{% true %}', Assign: { n: 1 }, Next: 'Use' }];
    expect(found(jsonataMachine({ A: choose(rules, 'Use'), Use: read('n') }))).toEqual(['SB202 Use.Output']);
    expect(found(jsonataMachine({ A: { ...choose(rules, 'Use'), Assign: { n: 2 } }, Use: read('n') }))).toEqual([]);
    const task = { ...lambda, Assign: { n: 1 }, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Use' }], Next: 'Use' };
    expect(found(jsonataMachine({ A: task, Use: read('n') }))).toEqual(['SB202 Use.Output']);
  });

  test('that nothing assigns is probably another', () => {
    const [problem] = checkAsl(jsonataMachine({ A: assign({ total: 1 }, 'B'), B: read('totla') }));
    expect(problem).toMatchObject({ code: 'SB201', fix: "did you mean 'total'?" });
  });

  test('named like a function is a variable when one is called so', () => {
    expect(found(jsonataMachine({ A: { Type: 'Succeed', Output: '{% $map([1], $string) %}' } }))).toEqual([]);
    const machine = {
      A: choose([{ Condition: '{% true %}', Next: 'B' }], 'C'),
      B: assign({ count: 1 }, 'C'),
      C: read('count'),
    };
    expect(found(jsonataMachine(machine))).toEqual(['SB202 C.Output']);
  });

  test('has a name that Step Functions accepts', () => {
    expect(
      found(jsonataMachine({ A: assign({ states: 1, 'a-b': 2, ['v'.repeat(81)]: 3, größe: 4 }, 'B'), B: end })),
    ).toEqual(['SB204 A.Assign.states', 'SB204 A.Assign.a-b', `SB204 A.Assign.${'v'.repeat(81)}`]);
  });

  test('is found in JSONPath too', () => {
    const machine = {
      A: { Type: 'Pass', Parameters: { 'n.$': "States.Format('{}', $missing.x)", plain: '$notRead' }, Next: 'B' },
      B: end,
    };
    expect(found(jsonPathMachine(machine))).toEqual(['SB201 A.Parameters.n.$']);
  });
});

describe('an inner flow', () => {
  test('reads the variables of the outer one, when they are assigned by then', () => {
    const use = { In: { Type: 'Pass', Output: '{% $n %}', End: true } };
    expect(found(jsonataMachine({ A: assign({ n: 1 }, 'M'), M: inner(use) }))).toEqual([]);
    const late = { A: choose([{ Condition: '{% true %}', Next: 'B' }], 'M'), B: assign({ n: 1 }, 'M'), M: inner(use) };
    const [problem] = checkAsl(jsonataMachine(late));
    expect(problem).toMatchObject({ code: 'SB202', state: 'In' });
    expect(problem?.message).toContain('A → M → In');
  });

  test('cannot assign them', () => {
    const writes = inner({ In: { Type: 'Pass', Assign: { n: 2 }, End: true } });
    expect(found(jsonataMachine({ A: assign({ n: 1 }, 'M'), M: writes }))).toEqual(['SB203 In.Assign.n']);
  });

  test('of a distributed map sees none, and may use their names', () => {
    const distributed = { Mode: 'DISTRIBUTED' };
    const reads = inner({ In: { Type: 'Pass', Output: '{% $n %}', End: true } }, distributed);
    const [problem] = checkAsl(jsonataMachine({ A: assign({ n: 1 }, 'M'), M: reads }));
    expect(problem).toMatchObject({ code: 'SB201', state: 'In', fix: expect.stringContaining('ItemSelector') });
    const writes = inner({ In: { Type: 'Pass', Assign: { n: 2 }, End: true } }, distributed);
    expect(found(jsonataMachine({ A: assign({ n: 1 }, 'M'), M: writes }))).toEqual([]);
  });
});
