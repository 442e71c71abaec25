import { takenText } from '../explain/run-text.js';
import type { Matcher } from './matcher.js';
import { timesText, unknownState, visitsOf } from './state-visits.js';

export const toHaveVisited: Matcher<[state: string, times?: number]> = (run, { isNot }, state, times) => {
  const count = visitsOf(run, state).length;
  return {
    pass: times === undefined ? count > 0 : count === times,
    explain: () => [
      `Expected '${state}' ${isNot ? 'not ' : ''}to be visited${times === undefined ? '' : ` ${timesText(times)}`}; visits: ${count}.`,
      unknownState(run, state),
      takenText(run),
    ],
  };
};
