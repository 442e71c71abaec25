import { takenText } from '../explain/run-text.js';
import { formatDuration, isDuration, milliseconds, type Duration } from '../duration.js';
import { isObject } from '../json-object.js';
import type { Matcher } from './matcher.js';

/** A length of time, or bounds of one. */
export type ExpectedDuration = Duration | { readonly atLeast?: Duration; readonly atMost?: Duration };

export const toHaveTaken: Matcher<[duration: ExpectedDuration]> = (run, { isNot }, expected) => {
  const { from, to, text } = boundsOf(expected);
  return {
    pass: run.milliseconds >= from && run.milliseconds <= to,
    explain: () => {
      const what = run.status === 'RUNNING' ? 'It has been running for' : 'It took';
      return [
        `Expected ${isNot ? 'anything but ' : ''}${text}. ${what} ${formatDuration(run.milliseconds)}.`,
        takenText(run),
      ];
    },
  };
};

/** @throws TypeError for what is no length of time */
function boundsOf(expected: ExpectedDuration): { readonly from: number; readonly to: number; readonly text: string } {
  if (isDuration(expected) || !isObject(expected) || !('atLeast' in expected || 'atMost' in expected)) {
    const exactly = milliseconds(expected as Duration);
    return { from: exactly, to: exactly, text: formatDuration(exactly) };
  }
  const { atLeast, atMost } = expected;
  const from = atLeast === undefined ? 0 : milliseconds(atLeast);
  const to = atMost === undefined ? Infinity : milliseconds(atMost);
  const texts = [
    ...(atLeast === undefined ? [] : [`at least ${formatDuration(from)}`]),
    ...(atMost === undefined ? [] : [`at most ${formatDuration(to)}`]),
  ];
  return { from, to, text: texts.join(' and ') };
}
