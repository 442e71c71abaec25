import { describe, expect, test } from '@jest/globals';
import { checkAsl } from './check-asl.js';
import { end, found, jsonataMachine } from './machine.fixture.js';

const pass = (Next: string) => ({ Type: 'Pass', Next });
const choice = (...to: readonly [string, string]) => ({
  Type: 'Choice',
  Choices: [{ Condition: '{% true %}', Next: to[0] }],
  Default: to[1],
});

describe('the graph', () => {
  test('has a state at the end of every transition, and suggests one', () => {
    const [problem, ...others] = checkAsl(jsonataMachine({ First: pass('Lats'), Last: end }));
    expect(problem).toMatchObject({ code: 'SB001', state: 'First', field: 'Next', fix: "did you mean 'Last'?" });
    expect(others).toEqual([]);
    expect(found({ QueryLanguage: 'JSONata', StartAt: 'Frist', States: { First: end } })).toEqual(['SB001 StartAt']);
  });

  test('lists the states when none is close', () => {
    const [problem] = checkAsl(jsonataMachine({ First: pass('Qxyzzw'), Last: end }));
    expect(problem?.fix).toBe("states are 'First', 'Last'");
  });

  test('has no islands', () => {
    const problems = checkAsl(jsonataMachine({ A: end, X: pass('Y'), Y: pass('X') }));
    expect(problems.map(({ code, state }) => [code, state])).toEqual([
      ['SB002', 'X'],
      ['SB002', 'Y'],
    ]);
    expect(problems[0]?.message).toContain("only 'Y' leads to it");
  });

  test('ends somewhere', () => {
    expect(found(jsonataMachine({ A: pass('B'), B: pass('A') }))).toEqual(['SB003']);
    expect(found(jsonataMachine({ A: { Type: 'Pass' }, B: end }))).toEqual(['SB002 B', 'SB003 A']);
  });

  test('has a way out of every loop', () => {
    const machine = { A: choice('Done', 'B'), B: pass('C'), C: pass('B'), Done: end };
    expect(found(jsonataMachine(machine))).toEqual(['SB006 B', 'SB006 C']);
    expect(found(jsonataMachine({ ...machine, C: choice('B', 'Done') }))).toEqual([]);
  });

  test('looks into maps and branches', () => {
    const inner = { StartAt: 'In', States: { In: pass('Nowhere') } };
    expect(found(jsonataMachine({ M: { Type: 'Map', Items: [], ItemProcessor: inner, End: true } }))).toContain(
      'SB001 In.Next',
    );
    expect(found(jsonataMachine({ P: { Type: 'Parallel', Branches: [inner], End: true } }))).toContain('SB001 In.Next');
  });
});
