import { endText } from '../explain/run-text.js';
import { failureText } from '../explain/state-text.js';
import { matchesText } from './matches-text.js';
import type { Matcher } from './matcher.js';

export const toFailWith: Matcher<[error: unknown, cause?: unknown]> = (run, tools, error, cause) => {
  const failed = run.status === 'FAILED' || run.status === 'TIMED_OUT';
  const hasCause = cause === undefined || matchesText(tools, run.cause, cause);
  return {
    pass: failed && matchesText(tools, run.error, error) && hasCause,
    explain: () => {
      const { stringify } = tools.utils;
      const expected = stringify(error) + (cause === undefined ? '' : `, with cause ${stringify(cause)}`);
      const found = failed ? `${run.status} with ${failureText(run)}` : run.ending();
      return [
        `Expected${tools.isNot ? ' not' : ''}  ${expected}\nIt ended${tools.isNot ? '    ' : ''}  ${found}`,
        endText(run),
      ];
    },
  };
};
