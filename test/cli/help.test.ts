import { expect, test } from '@jest/globals';
import { run } from './built-command.fixture.js';

const COMMANDS = [
  ['check'],
  ['circuits'],
  ...['list', 'show', 'probe', 'force', 'release'].map((name) => ['circuits', name]),
  ['demo'],
  ['executions'],
  ...['list', 'show', 'watch', 'stop', 'restart'].map((name) => ['executions', name]),
  ['local'],
  ['recover'],
  ['redrive'],
  ['synth'],
];

test('every command has help with examples and its exit codes', async () => {
  const helps = await Promise.all(COMMANDS.map(async (words) => ({ words, ran: await run([...words, '--help']) })));
  for (const { words, ran } of helps) {
    expect({ words, ...ran }).toEqual({ words, code: 0, stderr: '', stdout: expect.any(String) });
    expect(ran.stdout).toMatch(new RegExp(`^Examples:\\n(?:  .*\\n)*  stepbreaker ${words.join(' ')}\\b`, 'm'));
    expect(ran.stdout).toMatch(/^Exit codes: 0 /m);
  }
});

test('the help of all names each command', async () => {
  const { code, stdout } = await run(['--help']);
  expect(code).toBe(0);
  for (const [name] of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
});

test('wrong words are told, with exit code 2', async () => {
  const wrong = [
    ['nosuch'],
    ['check'],
    ['circuits', 'show'],
    ['executions', 'list', '--nosuch'],
    ['local', '--port', 'x'],
  ];
  for (const ran of await Promise.all(wrong.map((words) => run(words)))) {
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/./) });
    expect(ran.stderr).not.toContain('    at ');
  }
});
