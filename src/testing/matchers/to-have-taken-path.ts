import { firstDifference, pathTable } from '../explain/path-table.js';
import { takenText } from '../explain/run-text.js';
import { stateText } from '../explain/state-text.js';
import { expandIterations, takenAsExpected } from './expected-path.js';
import type { Matcher } from './matcher.js';
import { addressOf } from '../run/visit.js';

export const toHaveTakenPath: Matcher<[path: readonly string[]]> = (run, _tools, path) => {
  const expected = expandIterations(run, path);
  const visits = takenAsExpected(run, path);
  const taken = visits.map(addressOf);
  const difference = firstDifference(expected, taken);
  if (difference < 0) return { pass: true, explain: () => [takenText(run)] };
  return {
    pass: false,
    explain: () => {
      // Where the paths part was decided in the last state that both have.
      const decider = visits[Math.max(0, difference - 1)];
      return [
        `The paths part at step ${difference + 1}: expected ${stepText(expected[difference])}, taken ${stepText(taken[difference])}.`,
        pathTable(expected, taken),
        decider && stateText(run, decider),
        `It ended: ${run.ending()}`,
      ];
    },
  };
};

function stepText(step: string | undefined): string {
  return step === undefined ? 'the end' : `'${step}'`;
}
