import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { check, checkCommand, type CheckOptions } from './check.js';

let folder: string;
const file = (name: string) => join(folder, name);

const BROKEN = `StartAt: Charge
QueryLanguage: JSONata
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments:
      FunctionName: !GetAtt Charge.Arn
      Payload: '{% $oder %}'
    Next: Dne
  Done:
    Type: Succeed
`;
const SOUND = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepbreaker-check-'));
  writeFileSync(file('broken.asl.yaml'), BROKEN);
  writeFileSync(file('sound.asl.json'), JSON.stringify(SOUND));
  writeFileSync(
    file('warned.asl.json'),
    JSON.stringify({ QueryLanguage: 'JSONata', ...pass('it is {% $states.input.n %}') }),
  );
  writeFileSync(
    file('doubted.asl.json'),
    JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: { A: { Type: 'Pass', Assign: { x: '' }, End: true } },
    }),
  );
  writeFileSync(file('not.json'), '{\n  "StartAt": "A",,\n}');
  writeFileSync(
    file('twice.json'),
    '{ "StartAt": "A", "States": {\n "A": { "Type": "Succeed" },\n "A": { "Type": "Succeed" } } }',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pass = (output: string) => ({ StartAt: 'A', States: { A: { Type: 'Pass', Output: output, End: true } } });

async function run(
  files: readonly string[],
  options: CheckOptions = {},
  around: { stdin?: string; isTTY?: boolean; environment?: NodeJS.ProcessEnv } = {},
) {
  let output = '';
  const stdout = { isTTY: around.isTTY ?? false, write: (text: string) => (output += text) };
  const streams = { stdin: Readable.from([around.stdin ?? '']), stdout, environment: around.environment ?? {} };
  const code = await check(files, options, streams);
  return { code, output: output.replaceAll(`${folder}/`, '') };
}

describe('check', () => {
  test('names file, line, code, state, field and fix of every problem', async () => {
    const { code, output } = await run([file('broken.asl.yaml')]);
    expect(code).toBe(1);
    expect(output).toContain("broken.asl.yaml:9 error SB201 state 'Charge', Arguments.Payload");
    expect(output).toContain("broken.asl.yaml:10 error SB001 state 'Charge', Next");
    expect(output).toContain("leads to 'Dne', which is not a state of this flow\n    fix: did you mean 'Done'?");
    expect(output).toContain('2 errors, 0 warnings in 1 file');
    expect(output.indexOf('SB201')).toBeLessThan(output.indexOf('SB001'));
  });

  test('is content with a sound machine, from a file and from stdin', async () => {
    expect(await run([file('sound.asl.json')])).toMatchObject({
      code: 0,
      output: expect.stringContaining('ok sound.asl.json'),
    });
    expect(await run(['-'], {}, { stdin: JSON.stringify(SOUND) })).toMatchObject({
      code: 0,
      output: expect.stringContaining('ok -'),
    });
  });

  test('does not count warnings, nor the second opinion, which it marks', async () => {
    const warned = await run([file('warned.asl.json')]);
    expect(warned).toMatchObject({ code: 0, output: expect.stringContaining('warning SB107') });
    const doubted = await run([file('doubted.asl.json')]);
    expect(doubted).toMatchObject({ code: 0, output: expect.stringContaining('asl-validator (second opinion)') });
    expect((await run([file('doubted.asl.json')], { secondOpinion: false })).output).not.toContain('asl-validator');
  });

  test('says why a file cannot be read, and checks the others', async () => {
    const { code, output } = await run([
      file('missing.json'),
      file('not.json'),
      file('twice.json'),
      folder,
      file('sound.asl.json'),
    ]);
    expect(code).toBe(2);
    expect(output).toContain('missing.json cannot be read: there is no such file');
    expect(output).toContain('not.json:2 is not JSON');
    expect(output).toContain('twice.json:3 gives a key a second time');
    expect(output).toContain('cannot be read: it is a directory');
    expect(output).toContain('ok sound.asl.json');
    expect(await run(['-'])).toMatchObject({ code: 2, output: expect.stringContaining('- is empty') });
  });

  test('prints JSON for programs', async () => {
    const { code, output } = await run([file('broken.asl.yaml')], { json: true, secondOpinion: false });
    const report = JSON.parse(output);
    expect(code).toBe(1);
    expect(report).toMatchObject({
      errors: 2,
      warnings: 0,
      files: [
        {
          problems: [
            { code: 'SB201', line: 9 },
            { code: 'SB001', line: 10, state: 'Charge', field: 'Next' },
          ],
        },
      ],
    });
  });

  test('colours a terminal, unless NO_COLOR is set', async () => {
    const escape = '\u001b[';
    expect((await run([file('sound.asl.json')], {}, { isTTY: true })).output).toContain(escape);
    expect(
      (await run([file('sound.asl.json')], {}, { isTTY: true, environment: { NO_COLOR: '1' } })).output,
    ).not.toContain(escape);
    expect((await run([file('sound.asl.json')])).output).not.toContain(escape);
  });
});

test('the command has help with examples', () => {
  let help = '';
  const command = checkCommand().configureOutput({ writeOut: (text) => (help += text) });
  command.outputHelp();
  expect(help).toContain('stepbreaker check checkout.asl.json');
  expect(help).toContain('Exit codes: 0 no errors');
});
