import { takenText } from '../explain/run-text.js';
import { stateText } from '../explain/state-text.js';
import { retriesOf } from '../run/visit.js';
import type { Matcher } from './matcher.js';
import { timesText, unknownState, visitsOf } from './state-visits.js';

export const toHaveRetried: Matcher<[state: string, times?: number]> = (run, { isNot }, state, times) => {
  const visits = visitsOf(run, state);
  const count = visits.reduce((sum, visit) => sum + retriesOf(visit), 0);
  return {
    pass: times === undefined ? count > 0 : count === times,
    explain: () => {
      const wanted = times === undefined ? 'to retry' : `to retry ${timesText(times)}`;
      const [most] = visits.toSorted((a, b) => retriesOf(b) - retriesOf(a));
      return [
        `Expected '${state}' ${isNot ? 'not ' : ''}${wanted}; it retried ${timesText(count)} in ${visits.length === 1 ? 'one visit' : `${visits.length} visits`}.`,
        unknownState(run, state),
        most && stateText(run, most),
        takenText(run),
      ];
    },
  };
};
