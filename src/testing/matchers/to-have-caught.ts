import { takenText } from '../explain/run-text.js';
import { stateText } from '../explain/state-text.js';
import { caughtBy } from '../run/visit.js';
import type { Matcher } from './matcher.js';
import { matchesText } from './matches-text.js';
import { unknownState, visitsOf } from './state-visits.js';

export const toHaveCaught: Matcher<[state: string, error?: unknown]> = (run, tools, state, error) => {
  const visits = visitsOf(run, state);
  const caught = visits.map(caughtBy).filter((failure) => failure !== undefined);
  return {
    pass: caught.some((failure) => error === undefined || matchesText(tools, failure.error, error)),
    explain: () => {
      const names = caught.map((failure) => failure.error ?? '(no error name)').join(', ') || 'nothing';
      const wanted = error === undefined ? 'an error' : tools.utils.stringify(error);
      const last = visits.findLast((visit) => visit.failure !== undefined) ?? visits.at(-1);
      return [
        `Expected '${state}' ${tools.isNot ? 'not ' : ''}to catch ${wanted}; it caught ${names}.`,
        unknownState(run, state),
        last && stateText(run, last),
        takenText(run),
      ];
    },
  };
};
