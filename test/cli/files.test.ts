import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HOSTILE, jsonOf, run, type Ran } from './built-command.fixture.js';

/** Inside of the project, where the modules find their packages. */
let directory: string;
beforeAll(() => {
  mkdirSync('out', { recursive: true });
  directory = mkdtempSync(join(process.cwd(), 'out', 'cli-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const inDirectory = (words: readonly string[], stdin?: string): Promise<Ran> =>
  run(words, { directory, ...(stdin !== undefined && { stdin }) });
const write = (name: string, content: string): void => writeFileSync(join(directory, name), content);

describe('check', () => {
  const good = { StartAt: 'A', States: { A: { Type: 'Succeed' } } };
  const bad = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } };

  test('says what is wrong, as text and as JSON, and reads stdin', async () => {
    write('good.asl.json', JSON.stringify(good));
    write('bad.asl.json', JSON.stringify(bad));
    const [clean, wrong, json, piped, missing] = await Promise.all([
      inDirectory(['check', 'good.asl.json']),
      inDirectory(['check', 'good.asl.json', 'bad.asl.json']),
      inDirectory(['check', 'bad.asl.json', '--json']),
      inDirectory(['check', '-', '--no-second-opinion'], JSON.stringify(good)),
      inDirectory(['check', 'missing.asl.json', 'good.asl.json']),
    ]);
    expect(clean).toMatchObject({ code: 0, stdout: expect.stringContaining('0 errors'), stderr: '' });
    expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining('bad.asl.json:1 error ') });
    expect(json.code).toBe(1);
    expect(jsonOf({ ...json, stdout: JSON.stringify(JSON.parse(json.stdout)) })).toMatchObject([
      { files: [{ file: 'bad.asl.json' }] },
    ]);
    expect(piped.code).toBe(0);
    expect(missing).toMatchObject({ code: 2, stdout: expect.stringContaining('missing.asl.json') });
  });

  test('prints what a definition or a file name says as text', async () => {
    const states = { [`A${HOSTILE}`]: { Type: `Odd${HOSTILE}`, Next: HOSTILE, [HOSTILE]: 1 } };
    write('odd.asl.json', JSON.stringify({ StartAt: HOSTILE, States: states }));
    write('broken.asl.json', `{ "${HOSTILE}`);
    write('odd.asl.yaml', `States: [${HOSTILE}`);
    const name = `x${HOSTILE.replaceAll('/', '')}.asl.json`;
    write(name, '{}');
    const ran = await Promise.all([
      inDirectory(['check', 'odd.asl.json']),
      inDirectory(['check', 'odd.asl.json', '--json']),
      inDirectory(['check', 'broken.asl.json']),
      inDirectory(['check', 'odd.asl.yaml', '--json']),
      inDirectory(['check', name]),
      inDirectory(['check', HOSTILE]),
    ]);
    expect(ran.map(({ code }) => code)).toEqual([1, 1, 2, 2, 1, 2]);
    expect(ran[0]?.stdout).toContain('\\u001b[31mred');
    expect(JSON.stringify(JSON.parse(ran[1]?.stdout ?? ''))).toContain(JSON.stringify(HOSTILE).slice(1, -1));
  });
});

describe('synth', () => {
  const library = pathToFileURL(join(process.cwd(), 'dist/esm/index.js')).href;
  const machine = (name: string) => `import { workflow } from ${JSON.stringify(library)};
export const ${name} = workflow().machine({ startAt: 'A', states: { A: { type: 'Succeed' } } });`;

  test('writes the machines of a module, once', async () => {
    write('machines.mjs', machine('nightlyBatch'));
    const words = ['synth', 'machines.mjs', '--out', 'asl'];
    expect(await inDirectory(words)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('nightly-batch.asl.json'),
    });
    expect(JSON.parse(readFileSync(join(directory, 'asl/nightly-batch.asl.json'), 'utf8'))).toMatchObject({
      StartAt: 'A',
      States: { A: { Type: 'Succeed' } },
    });
    const again = await inDirectory([...words, '--json']);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ machines: [{ name: 'nightly-batch', changed: false }] });
  });

  test('tells what cannot be built, and prints what the module says as text', async () => {
    write('throws.mjs', `throw new Error(${JSON.stringify(HOSTILE)});`);
    const [throwing, missing] = await Promise.all([
      inDirectory(['synth', 'throws.mjs']),
      inDirectory(['synth', `${HOSTILE}.mjs`.replaceAll('/', '')]),
    ]);
    expect(throwing).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('\\u001b[31mred') });
    expect(missing).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('demo', () => {
  test('serves everybody, and prints its figures as text or as JSON', async () => {
    const words = ['--tasks', '2', '--duration', '10s', '--no-outage', '--out', 'shared', '--json'];
    const [batch, shared] = await Promise.all([
      inDirectory(['demo', '--limit', '20', '--out', 'batch']),
      inDirectory(['demo', '--scenario', 'shared', ...words]),
    ]);
    expect(batch).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('20 readers') });
    expect(shared).toMatchObject({ code: 0, stderr: '' });
    expect(jsonOf(shared)).toHaveLength(1);
  });

  test('prints what readers and titles say as text', async () => {
    const reader = (userId: string) => JSON.stringify({ userId, homeRegion: 'us-east-1', activity: 1, ratings: [] });
    write(
      'readers.ndjson',
      [reader('r1'), reader(HOSTILE), `{ "${HOSTILE}`, `{"homeRegion":${JSON.stringify(HOSTILE)}}`].join('\n'),
    );
    const demo = (...words: readonly string[]) => inDirectory(['demo', '--users', 'readers.ndjson', ...words]);
    const [listed, strict, unknown] = await Promise.all([
      demo('--out', 'odd'),
      demo('--out', 'odd2', '--strict'),
      inDirectory(['demo', '--catalogue', HOSTILE]),
    ]);
    expect([listed, strict, unknown].map(({ code }) => code)).toEqual([0, 1, 2]);
    expect(strict.stderr).toContain('readers.ndjson:2 is no reader');
  });
});
