import { expect, test } from '@jest/globals';
import { Command } from 'commander';
import { choiceOption } from './choice-option.js';
import { UsageError } from './usage-error.js';

const command = () =>
  new Command('any').addOption(
    choiceOption('-s, --state <state>', 'what to hold it at', ['OPEN', 'CLOSED', 'HALF_OPEN']),
  );

test('takes one of its words', () => {
  expect(command().parse(['--state', 'OPEN'], { from: 'user' }).opts()).toEqual({ state: 'OPEN' });
});

test('refuses any other word in a sentence', () => {
  expect(() => command().parse(['--state', 'AJAR'], { from: 'user' })).toThrow(
    new UsageError(['--state is "AJAR", expected OPEN, CLOSED or HALF_OPEN.']),
  );
});

test('lists them in help', () => {
  expect(command().configureHelp({ helpWidth: 200 }).helpInformation()).toContain(
    '(choices: "OPEN", "CLOSED", "HALF_OPEN")',
  );
});
