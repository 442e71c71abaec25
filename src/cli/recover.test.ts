import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import { outcomesOf, itemNames } from '../operations/batch-world.fixture.js';
import { realClock, type Execution } from '../engine/index.js';
import { startLocalBedrock } from '../local/bedrock/index.js';
import { ITEMS, runCommand, startStuckBatch, type StuckBatch } from './executions/stuck-batch.fixture.js';
import { recoverCommand } from './recover.js';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
let bedrock: Awaited<ReturnType<typeof startLocalBedrock>>;
let batch: StuckBatch;

beforeAll(async () => {
  bedrock = await startLocalBedrock({ clock: realClock(), latency: { medianMs: 1 } });
});
afterAll(() => bedrock.close());
beforeEach(async () => void (batch = await startStuckBatch('nightly-batch')));
afterEach(() => batch.close());

/** The smoke check's Bedrock is found through the environment, as the AWS SDK does it. */
async function withBedrock<Result>(url: string, act: () => Promise<Result>): Promise<Result> {
  const before = { ...process.env };
  process.env['AWS_ENDPOINT_URL_BEDROCK_RUNTIME'] = url;
  try {
    return await act();
  } finally {
    process.env = before;
  }
}

const recover = (words: readonly string[], answer?: string) =>
  runCommand(recoverCommand, [...words, '--endpoint-url', batch.url, '--interval', '0.01'], {
    now: batch.clock.now(),
    ...(answer !== undefined && { answer }),
  });

const statusOf = (arn: string) => batch.engine.execution(arn)?.status;

describe('recover', () => {
  test('gets a stuck batch going, and everybody is served once', async () => {
    batch.endOutage();
    const words = ['--machine', 'nightly-batch', '--region', 'us-east-1', '--model', MODEL];
    const { code, stdout, stderr } = await batch.whileTimePasses(() =>
      withBedrock(bedrock.url, () => recover(words, 'yes\n')),
    );
    expect({ code, lines: stdout.split('\n').map((line) => line.slice(0, 14).trim()) }).toEqual({
      code: 0,
      lines: ['1. found', '2. model', '3. stopped', '4. restarted', '5. probe', 'Recovered: the', ''],
    });
    expect(stdout).toContain(`answers: ${MODEL} in us-east-1 answered within`);
    expect(stdout).toContain(`4. restarted  ${batch.arn}-1 with 4 items at HALF_OPEN`);
    expect(stderr).toContain('(RUNNING, 16 of 20 items done) and restart it');
    const executions = await batch.whileTimePasses(() => batch.finished(`${batch.arn}-1`));
    const outcomes = [batch.execution, ...executions].flatMap((execution) => outcomesOf(execution));
    expect(outcomes.map(({ item }) => item).sort()).toEqual(itemNames(ITEMS));
    expect((executions.at(-1) as Execution).output).toMatchObject({ items: ITEMS, outcomes: { primary: ITEMS } });
  });

  test('tells when the probe fails: the circuit opens again, and nothing is lost', async () => {
    const { code, stdout } = await batch.whileTimePasses(() =>
      recover([batch.arn, '--yes', '--skip-smoke-test', '--json']),
    );
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(1);
    expect(lines.map(({ step, outcome }) => step ?? outcome)).toEqual([
      'found',
      'stopped',
      'restarted',
      'probed',
      'open',
    ]);
    expect(lines[3]).toMatchObject({ circuit: { state: 'OPEN' }, report: { batch: { done: 16, total: ITEMS } } });
  });

  test('stops nothing while the model does not answer', async () => {
    const words = [batch.arn, '--yes', '--model', MODEL];
    const { code, stdout } = await withBedrock('http://127.0.0.1:1', () => recover(words));
    expect(code).toBe(1);
    expect(stdout).toContain('2. model      does not answer: Nobody answers at http://127.0.0.1:1');
    expect(stdout).toContain('Nothing was stopped');
    expect(statusOf(batch.arn)).toBe('RUNNING');
  });

  test('stops nothing when the answer is no, when nobody can be asked, or when there is no model to check', async () => {
    const declined = await recover([batch.arn, '--skip-smoke-test'], 'n\n');
    expect(declined).toMatchObject({ code: 1, stdout: expect.stringContaining('Nothing was stopped.') });
    const unasked = await recover([batch.arn, '--skip-smoke-test']);
    expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('add --yes') });
    const unchecked = await recover([batch.arn, '--yes']);
    expect(unchecked).toMatchObject({ code: 2, stderr: expect.stringContaining('--skip-smoke-test') });
    expect(statusOf(batch.arn)).toBe('RUNNING');
  });

  test('prints the lines for the AWS CLI, and does nothing', async () => {
    const { code, stdout } = await recover([batch.arn, '--dry-run', '--model', MODEL]);
    expect(code).toBe(0);
    const actions = stdout.split('\n').flatMap((line) => /^aws (\S+ \S+)/.exec(line)?.[1] ?? []);
    expect(actions).toEqual([
      'stepfunctions list-executions',
      'bedrock-runtime converse',
      'stepfunctions stop-execution',
      'stepfunctions start-execution',
      'stepfunctions get-execution-history',
    ]);
    expect(statusOf(batch.arn)).toBe('RUNNING');
  });

  test('needs to be told which of several is stuck, and finds the only one that is', async () => {
    batch.endOutage();
    batch.start(batch.stateMachineArn, 'healthy', { items: ['a'] });
    const found = await recover([
      '--machine',
      'nightly-batch',
      '--region',
      'us-east-1',
      '--dry-run',
      '--skip-smoke-test',
    ]);
    expect(found.stdout).toContain(`--execution-arn ${batch.arn} `);
    const { executionArn } = batch.start(batch.stateMachineArn, 'other', { items: ['b'], state: 'OPEN' });
    await batch.clock.advance(100);
    const several = await recover(['--machine', 'nightly-batch', '--region', 'us-east-1', '--yes']);
    expect(several).toMatchObject({ code: 2, stdout: '' });
    expect(several.stderr).toContain('2 executions of');
    expect(several.stderr).toContain(executionArn);
  });
});

test('it has help with examples', () => {
  let help = '';
  recoverCommand()
    .configureOutput({ writeOut: (text) => (help += text) })
    .outputHelp();
  expect(help).toContain('stepbreaker recover --machine nightly-batch');
  expect(help).toContain('Exit codes: 0 recovered');
});
