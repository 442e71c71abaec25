import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Summary } from '../demo/summary.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** The built command line as a user runs it. `npm test` builds before it tests. */
const main = join(process.cwd(), 'dist/cli/main.js');

let directory: string;
beforeAll(() => {
  expect(existsSync(main)).toBe(true);
  directory = mkdtempSync(join(tmpdir(), 'stepbreaker-demo-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function demo(words: readonly string[], onOutput?: (kill: (signal: NodeJS.Signals) => void) => void): Promise<Ended> {
  const child = spawn(process.execPath, [main, 'demo', ...words], { cwd: directory });
  const ended = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (ended.stdout += text));
  child.stderr.on('data', (text) => (ended.stderr += text));
  onOutput?.((signal) => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...ended })));
}

const json = async (...words: string[]): Promise<Summary> => {
  const { code, stdout, stderr } = await demo([...words, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Summary;
};
const sum = ({ outcomes }: Summary) => Object.values(outcomes).reduce((a, b) => a + b, 0);

describe('an outage', () => {
  test('while the batch waits: the circuit opens, nobody calls, everybody is served once', async () => {
    const run = await json('--outage', '20s..400s', '--while-open', 'wait', '--out', 'wait');
    expect(run).toMatchObject({ items: 300, lost: 0, duplicated: 0, primaryCallsWhileOpen: 0 });
    expect(sum(run)).toBe(300);
    expect(run.failedCallsBeforeOpen).toBeLessThanOrEqual(15);
    expect(run.virtualSeconds).toBeGreaterThan(400);
    expect(run.circuit.at(-1)?.state).toBe('CLOSED');
    const lines = readFileSync(join(directory, 'wait/results.ndjson'), 'utf8').trim().split('\n');
    expect(new Set(lines.map((line) => (JSON.parse(line) as { readerId: string }).readerId)).size).toBe(300);
    expect(readFileSync(join(directory, 'wait/timeline.svg'), 'utf8')).toMatch(/^<svg /);
  });

  test('while it falls back: over before the outage is', async () => {
    const run = await json('--outage', '20s..1h', '--limit', '150');
    expect(run).toMatchObject({ items: 150, lost: 0, duplicated: 0, primaryCallsWhileOpen: 0 });
    expect(run.outcomes.region).toBeGreaterThan(75);
    expect(run.virtualSeconds).toBeLessThan(300);
  });

  test('the same seed gives the same figures, results and picture', async () => {
    const [a, b] = await Promise.all(
      [0, 1].map((index) =>
        json('--outage', '5s..60s,partial', '--seed', '7', '--limit', '80', '--out', `seed${index}`),
      ),
    );
    const file = (out: string, name: string) => readFileSync(join(directory, out, name), 'utf8');
    expect({ ...a, wallSeconds: 0 }).toEqual({ ...b, wallSeconds: 0 });
    for (const name of ['results.ndjson', 'timeline.svg']) expect(file('seed0', name)).toBe(file('seed1', name));
  });
});

describe('bad input', () => {
  const readers = (...lines: string[]) => {
    const file = join(directory, `readers-${lines.length}.ndjson`);
    writeFileSync(file, lines.join('\n'));
    return file;
  };
  const good = (id: string) =>
    `{"userId":"${id}","homeRegion":"us-east-1","activity":1,"ratings":[{"titleId":1,"stars":5}]}`;

  test('a malformed line is listed, the rest runs', async () => {
    const file = readers(good('a'), '{"userId": 7}', good('b'), good('a'), 'not json');
    const run = await json('--users', file, '--out', 'bad');
    expect(run).toMatchObject({ items: 4, lost: 0, outcomes: { primary: 2, rejected: 2 } });
    expect(readFileSync(join(directory, 'bad/rejected.ndjson'), 'utf8')).toContain(`"line":2`);
    const { stdout } = await demo(['--users', file]);
    expect(stdout).toContain(`${file}:5 is no reader`);
    expect(stdout).toContain('reader a of line 1 is repeated in line 4');
  });

  test('a file without a reader ends with 1', async () => {
    const { code, stdout } = await demo(['--users', readers('{"userId": 7}'), '--out', 'none']);
    expect(code).toBe(1);
    expect(stdout).toContain('the file has 1 line and no reader');
  });

  test('--strict stops at it', async () => {
    const { code, stderr } = await demo(['--users', readers(good('a'), '{}'), '--strict']);
    expect(code).toBe(1);
    expect(stderr).toContain(':2 is no reader');
  });

  test('an empty list succeeds with zeros', async () => {
    expect(await json('--users', readers(''))).toMatchObject({
      items: 0,
      lost: 0,
      transitionsPerItem: 0,
      virtualSeconds: 0,
    });
  });

  test.each([
    [['--users', 'nowhere.ndjson'], '--users is "nowhere.ndjson"'],
    [['--outage', '9s..3s'], 'a window that ends after it starts'],
    [['--outage', 'soon'], 'expected FROM..TO'],
    [['--chunk', '41'], '--chunk is "41", expected a whole number from 1 to 40'],
    [['--fast'], "unknown option '--fast'"],
    [['extra'], 'too many arguments'],
  ])('%j is a sentence and exit code 2', async (words, sentence) => {
    const { code, stdout, stderr } = await demo(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a port in use is a sentence and exit code 2', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await demo(['--port', String(port)]);
    server.close();
    expect(code).toBe(2);
    expect(stderr).toContain(String(port));
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

test('Ctrl-C keeps what is finished, and --continue serves the others, everybody once', async () => {
  const words = ['--clock', 'real', '--out', 'interrupted', '--no-outage', '--limit', '12'];
  const results = join(directory, 'interrupted/results.ndjson');
  const { code, stderr } = await demo(words, (kill) => {
    const timer = setInterval(() => {
      if (!existsSync(results) || readFileSync(results, 'utf8') === '') return;
      clearInterval(timer);
      kill('SIGINT');
    }, 20);
  });
  expect(code).toBe(130);
  expect(stderr).toMatch(/Interrupted: \d+ of 12 readers have their answer in interrupted\/results\.ndjson/);
  expect(stderr).toContain(
    `npx stepbreaker@${version} demo --clock real --out interrupted --no-outage --limit 12 --continue`,
  );
  const before = readFileSync(results, 'utf8').trim().split('\n').length;
  expect(before).toBeLessThan(12);

  const rest = await json(...words.slice(2), '--continue');
  expect(rest.items).toBe(12 - before);
  const ids = readFileSync(results, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readerId: string }).readerId);
  expect(new Set(ids).size).toBe(12);
  expect(ids).toHaveLength(12);
});

test('--help tells everything, with examples', async () => {
  const { code, stdout } = await demo(['--help']);
  expect(code).toBe(0);
  for (const word of ['--while-open', '--outage', 'Examples:', 'Exit codes:']) expect(stdout).toContain(word);
});
