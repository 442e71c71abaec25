import { endText } from '../explain/run-text.js';
import type { Matcher } from './matcher.js';

export const toSucceedWith: Matcher<[output?: unknown]> = (run, tools, ...expected) => {
  const succeeded = run.status === 'SUCCEEDED';
  const pass = succeeded && (expected.length === 0 || tools.equals(run.output, expected[0]));
  const isOther = succeeded && !pass;
  return {
    pass,
    explain: () => [
      isOther ? 'It succeeded with another output:' : `It ended: ${run.ending()}`,
      isOther ? tools.utils.diff(expected[0], run.output) : undefined,
      endText(run),
    ],
  };
};
