import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { OPERATOR_COMMAND } from './operator-command.fixture.js';
import { readRunbook } from './runbook.fixture.js';

/** Alarms lead to runbooks, and runbooks are led to. */

interface Resources {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: { readonly AlarmDescription: string } }>
  >;
}

const alarms = readdirSync('resources')
  .filter((file) => file.endsWith('.yml'))
  // CloudFormation's tags, such as !Sub, are left out.
  .map((file) => parse(readFileSync(`resources/${file}`, 'utf8'), { logLevel: 'silent' }) as Partial<Resources>)
  .flatMap(({ Resources = {} }) => Object.entries(Resources))
  .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
  .map(([alarm, { Properties }]) => ({ alarm, description: Properties.AlarmDescription }));

const runbooks = readdirSync('runbooks').map((file) => file.replace(/\.md$/, ''));
const textOf = (runbook: string): string => readFileSync(`runbooks/${runbook}.md`, 'utf8');
const runbookOf = (description: string): string => /Runbook: runbooks\/([\w-]+)\.md/.exec(description)?.[1] ?? 'none';

test('there are alarms', () => expect(alarms.length).toBeGreaterThan(10));

test.each(alarms)('$alarm leads to a runbook that names it and has its commands', ({ alarm, description }) => {
  expect(runbooks).toContain(runbookOf(description));
  const text = textOf(runbookOf(description));
  const [head = ''] = text.split('**What it means:**');
  expect(head).toContain(`\`${alarm}\``);
  const words = new RegExp(`${OPERATOR_COMMAND} (?:[a-z]+ ?)+`, 'g');
  const commands = [...description.matchAll(words)].map(([command]) => command.trim());
  expect(commands).not.toEqual([]);
  for (const command of commands) expect(text).toContain(command);
});

describe.each(runbooks)('%s', (runbook) => {
  const text = textOf(runbook);

  test('is led to by every alarm that it names', () => {
    const [head = ''] = text.split('**What it means:**');
    const named = [...head.matchAll(/`(\w+Alarm)`/g)].map(([, alarm]) => alarm).sort();
    const leading = alarms.filter(({ description }) => runbookOf(description) === runbook).map(({ alarm }) => alarm);
    expect(named).toEqual(leading.sort());
    expect(named).not.toEqual([]);
  });

  test('says what somebody needs to know at night', () => {
    for (const heading of ['**What it means:**', '**How long:**', '**Escalate**', 'You should see'])
      expect(text).toContain(heading);
    const [first] = readRunbook(runbook);
    expect(first?.commands).toContain('export AWS_REGION=');
  });

  test('refers to runbooks that are there', () => {
    const referred = [...text.matchAll(/\]\(([\w-]+)\.md\)/g)].map(([, name]) => name);
    expect(referred.filter((name) => !runbooks.includes(String(name)))).toEqual([]);
  });
});
