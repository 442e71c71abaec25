import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { memoryCircuitStore } from '../circuit/index.js';
import { startRedisServer, type RedisServer } from '../local/redis/index.js';
import { circuitsCommand } from './circuits.js';
import { runCommand } from './executions/stuck-batch.fixture.js';
import { UsageError } from './usage-error.js';

const KEY = 'us-east-1/us.anthropic.claude-haiku-4-5-20251001-v1:0';
const NOW = Date.UTC(2026, 10, 22, 3, 0);

/** A store with one circuit, open for a minute at {@link NOW}. */
async function openCircuit() {
  let now = NOW - 60_000;
  const store = memoryCircuitStore({ now: () => now });
  await store.attempt(KEY, ['tripAtOnce'], { failureThreshold: 5, resetMs: 300_000 });
  now = NOW;
  const open = async () => ({ ...store, close: async () => {} });
  const circuits = (...words: string[]) =>
    runCommand((streams) => circuitsCommand(streams, open), [...words, '--store', 'redis://any'], { now: NOW });
  return { store, circuits };
}

describe('circuits', () => {
  test('are listed and shown', async () => {
    const { circuits } = await openCircuit();
    const text = `${KEY}: OPEN for 1 min, probe due at 2026-11-22 03:04:00 UTC\n`;
    expect(await circuits('list')).toEqual({ code: 0, stdout: text, stderr: '' });
    expect(await circuits('show', KEY)).toEqual({ code: 1, stdout: text, stderr: '' });
    expect(await circuits('show', 'eu-west-1/other')).toEqual({
      code: 0,
      stdout: `eu-west-1/other: CLOSED, never written; the circuits that were: ${KEY}\n`,
      stderr: '',
    });
    const json = async (...words: string[]): Promise<unknown> =>
      JSON.parse((await circuits(...words, '--json')).stdout);
    expect(await json('list')).toMatchObject({ circuits: [{ circuit: KEY, state: 'OPEN', st: 'OPEN', gen: 1 }] });
    expect(await json('show', KEY)).not.toHaveProperty('written');
    expect(await json('show', 'eu-west-1/other')).toEqual({
      circuit: 'eu-west-1/other',
      state: 'CLOSED',
      st: 'CLOSED',
      gen: 0,
      written: false,
      known: [KEY],
    });
  });

  test('are probed at once, by the next caller', async () => {
    const { circuits, store } = await openCircuit();
    expect((await circuits('probe', KEY)).stdout).toBe(`${KEY}: OPEN for 1 min, the next caller probes\n`);
    const { applied } = await store.check(KEY, { owner: 'me', leaseMs: 95_000, failureThreshold: 5 });
    expect(applied).toBe('acquireProbe');
    expect((await circuits('show', KEY)).stdout).toContain('HALF_OPEN for 1 min, me probes, until 2026-11-22 03:01:35');
  });

  test('are forced, and released', async () => {
    const { circuits } = await openCircuit();
    const forced = await circuits('force', KEY, '--state', 'CLOSED');
    expect(forced).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('forced by an operator since 2026-11-22'),
    });
    expect(await circuits('show', KEY)).toMatchObject({ code: 0, stdout: expect.stringContaining('by itself OPEN') });
    const probed = await circuits('probe', KEY);
    expect(probed).toMatchObject({ code: 2, stderr: expect.stringContaining('release it before a probe') });
    expect((await circuits('release', KEY)).stdout).not.toContain('forced');
  });

  test('a refused operation is reported as it is, whatever the store', async () => {
    const { store } = await openCircuit();
    const open = async () => ({ ...store, close: async () => {} });
    const run = (...words: string[]) =>
      runCommand((streams) => circuitsCommand(streams, open), [...words, '--store', 'dynamodb://circuits']);
    await run('force', KEY, '--state', 'OPEN');
    expect(await run('probe', KEY)).toEqual({
      code: 2,
      stdout: '',
      stderr: `The circuit ${KEY} is held OPEN by an operator: release it before a probe.\n`,
    });
  });

  test('say when there are none', async () => {
    const open = async () => ({ ...memoryCircuitStore(), close: async () => {} });
    const run = (...words: string[]) =>
      runCommand((streams) => circuitsCommand(streams, open), [...words, '--store', 'redis://any']);
    expect(await run('list')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'No circuit was ever written: all are CLOSED.\n',
    });
    expect(await run('list', '--json')).toEqual({ code: 0, stdout: '{"circuits":[]}\n', stderr: '' });
    expect((await run('show', KEY)).stdout).toBe(`${KEY}: CLOSED, never written; nor was any other circuit\n`);
  });
});

describe('the store', () => {
  let server: RedisServer;
  beforeAll(async () => void (server = await startRedisServer()));
  afterAll(() => server.stop());
  const run = (...words: string[]) => runCommand(circuitsCommand, words);

  test('is a Redis', async () => {
    expect((await run('force', KEY, '--state', 'OPEN', '--store', server.url)).code).toBe(0);
    expect((await run('list', '--store', server.url)).stdout).toContain(`${KEY}: OPEN for`);
    expect((await run('release', KEY, '--store', server.url)).stdout).toBe(`${KEY}: CLOSED\n`);
  });

  test('that does not exist is reported in a sentence', async () => {
    const redis = await run('show', KEY, '--store', 'redis://127.0.0.1:1');
    expect(redis).toMatchObject({ code: 2, stdout: '' });
    expect(redis.stderr).toContain('127.0.0.1:1');
    const words = ['--store', 'dynamodb://circuits', '--endpoint-url', 'http://127.0.0.1:1', '--region', 'us-east-1'];
    const dynamodb = await run('show', KEY, ...words);
    expect(dynamodb).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Nobody answers at http://127.0.0.1:1'),
    });
  });

  test('has to be named, by an address that others share', async () => {
    await expect(run('list')).rejects.toThrow(UsageError);
    await expect(run('list', '--store', 'memory:')).rejects.toThrow('expected one of: redis://host:port');
    await expect(run('force', KEY, '--state', 'AJAR', '--store', server.url)).rejects.toThrow(
      '--state is "AJAR", expected OPEN or CLOSED.',
    );
  });
});

test('every command has help with an example', () => {
  for (const command of [circuitsCommand(), ...circuitsCommand().commands]) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    expect(help).toMatch(/Examples:\n {2}stepbreaker circuits /);
    expect(help).toContain('Exit codes: 0 done');
  }
});
