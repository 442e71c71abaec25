import { describe, expect, test } from '@jest/globals';
import { formatText } from './format-text.js';
import { IntrinsicCall } from './intrinsic-function.js';

function format(...values: unknown[]): string {
  return formatText(new IntrinsicCall('States.Format', values, () => 0));
}

test.each([
  [['Hello {}', 'Ada'], 'Hello Ada'],
  [['{} {} {}', 'x', 2, true], 'x 2 true'],
  [['no places'], 'no places'],
  [['{}', null], 'null'],
  [['{}', { Arg1: 1, Arg2: [] }], '{Arg1=1, Arg2=[]}'],
  [['{}', '{}'], '{}'],
  [[String.raw`\{\} it\'s \\{}`, 1], String.raw`{} it's \1`],
  [[String.raw`C:\temp{}`, 1], String.raw`C:\temp1`],
  [['{}🆗{}', 1, 2], '1🆗2'],
])('%j', (values, expected) => {
  expect(format(...values)).toBe(expected);
});

describe('refused', () => {
  test.each([
    [['{} {}', 'x'], 'Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.'],
    [['{}', 'x', 'y'], 'Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.'],
    [['Hello {', 'x'], "Invalid template in States.Format: matching '}' not found for '{'."],
    [['Hello {{}}', 'x'], "Invalid template in States.Format: matching '}' not found for '{'."],
    [['}'], "Invalid template in States.Format: matching '{' not found for '}'."],
    [[123, 'x'], 'Invalid arguments in States.Format'],
  ])('%j', (values, reason) => {
    expect(() => format(...values)).toThrow(reason);
  });
});
