import type { Run } from '../run/run.js';
import { decisiveVisit, stateText } from './state-text.js';

/** The taken path, indented under a heading. */
export function takenText(run: Run): string {
  return [
    'The execution took this path:',
    ...run
      .path()
      .split('\n')
      .map((line) => `  ${line}`),
  ].join('\n');
}

/** The path, and what went through the state that decided how it ended. */
export function endText(run: Run): string {
  const visit = decisiveVisit(run);
  return visit === undefined ? takenText(run) : `${takenText(run)}\n\n${stateText(run, visit)}`;
}
