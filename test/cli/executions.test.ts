import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startStuckBatch, type StuckBatch } from '../../src/cli/executions/stuck-batch.fixture.js';
import { realClock } from '../../src/engine/index.js';
import { startLocalBedrock } from '../../src/local/bedrock/index.js';
import { HOSTILE, jsonOf, run, type Ran } from './built-command.fixture.js';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
/** Sixteen of twenty items are served, the circuit is OPEN; time does not advance. */
let batch: StuckBatch;
let bedrock: Awaited<ReturnType<typeof startLocalBedrock>>;
beforeAll(async () => {
  [batch, bedrock] = await Promise.all([
    startStuckBatch('nightly-batch'),
    startLocalBedrock({ clock: realClock(), latency: { medianMs: 1 } }),
  ]);
});
afterAll(() => Promise.all([batch.close(), bedrock.close()]));

const at = (...words: readonly string[]): Promise<Ran> =>
  run([...words, '--endpoint-url', batch.url], {
    environment: { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url },
  });
let batches = 0;
/** Another batch that is stuck, for tests that end it. */
async function another(): Promise<string> {
  const { executionArn } = batch.start(batch.stateMachineArn, `batch-${++batches}`, {
    items: ['a', 'b'],
    state: 'OPEN',
  });
  await batch.clock.advance(1_000);
  return executionArn;
}

test('a running batch is listed, shown and explained', async () => {
  const [list, listJson, show, showJson, restart, redrive] = await Promise.all([
    at('executions', 'list', '--machine', 'nightly'),
    at('executions', 'list', '--state-machine-arn', batch.stateMachineArn, '--json'),
    at('executions', 'show', batch.arn),
    at('executions', 'show', batch.arn, '--json'),
    at('executions', 'restart', batch.arn),
    at('redrive', batch.arn, '--json'),
  ]);
  expect(list).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`RUNNING   2026-01-01 00:00:00 UTC`),
    stderr: '',
  });
  expect(jsonOf(listJson)).toMatchObject([[{ executionArn: batch.arn, status: 'RUNNING' }]]);
  expect(show).toMatchObject({ code: 0, stderr: '' });
  expect(show.stdout).toContain('nightly: 16 of 20 items done');
  expect(jsonOf(showJson)).toMatchObject([{ batch: { done: 16, circuits: { primary: { state: 'OPEN' } } } }]);
  expect(restart).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Stop it first') });
  expect(redrive).toMatchObject({ code: 2, stdout: '' });
  expect(JSON.parse(redrive.stderr)).toMatchObject({ message: expect.stringContaining('cannot be redriven') });
});

test('a batch is stopped, restarted with what is left, and watched to its end', async () => {
  const arn = await another();
  const [dryStop, dryRedrive] = await Promise.all([
    at('executions', 'stop', arn, '--dry-run'),
    at('redrive', arn, '--dry-run'),
  ]);
  expect(dryStop).toMatchObject({ code: 0, stdout: expect.stringMatching(/^aws stepfunctions stop-execution /) });
  expect(dryRedrive).toMatchObject({ code: 0, stdout: expect.stringMatching(/^aws stepfunctions redrive-execution /) });
  expect(await at('executions', 'stop', arn)).toMatchObject({ code: 0, stdout: expect.stringContaining('is ABORTED') });
  const [shown, dryRestart] = await Promise.all([
    at('executions', 'show', arn),
    at('executions', 'restart', arn, '--dry-run'),
  ]);
  expect(shown).toMatchObject({ code: 1, stdout: expect.stringContaining('ABORTED') });
  expect(dryRestart).toMatchObject({ code: 0, stdout: expect.stringContaining('start-execution') });
  const restarted = await at('executions', 'restart', arn, '--state', 'CLOSED', '--json');
  expect(restarted.code).toBe(0);
  const [{ executionArn }] = jsonOf(restarted) as [{ executionArn: string }];
  batch.endOutage();
  const [watched, watchedJson] = await batch.whileTimePasses(() =>
    Promise.all([
      at('executions', 'watch', executionArn, '--interval', '0.01'),
      at('executions', 'watch', executionArn, '--interval', '0.01', '--json'),
    ]),
  );
  expect(watched).toMatchObject({ code: 0, stdout: expect.stringContaining('2 of 2 items done') });
  expect(watchedJson.code).toBe(0);
  expect(jsonOf(watchedJson).at(-1)).toMatchObject({ status: 'SUCCEEDED' });
});

test('an execution that was stopped is redriven', async () => {
  const arn = await another();
  expect(await at('executions', 'stop', arn, '--json')).toMatchObject({ code: 0 });
  const redriven = await at('redrive', arn, '--json');
  expect(redriven).toMatchObject({ code: 0, stderr: '' });
  expect(jsonOf(redriven)).toMatchObject([{ redriveDate: expect.anything() }]);
  expect(batch.engine.execution(arn)?.status).toBe('RUNNING');
});

describe('recover', () => {
  let arn: string;
  beforeEach(async () => void (arn = await another()));

  test('prints the lines, asks for --yes, and stops nothing while the model does not answer', async () => {
    const [dry, unasked, unhealthy] = await Promise.all([
      at('recover', arn, '--dry-run', '--model', MODEL),
      at('recover', arn, '--skip-smoke-test'),
      run(['recover', arn, '--yes', '--model', MODEL, '--json', '--endpoint-url', batch.url], {
        environment: { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'http://127.0.0.1:1' },
      }),
    ]);
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('aws bedrock-runtime converse') });
    expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('add --yes') });
    expect(unhealthy.code).toBe(1);
    expect(jsonOf(unhealthy).at(-1)).toEqual({ outcome: 'unhealthy' });
    expect(batch.engine.execution(arn)?.status).toBe('RUNNING');
  });

  test('asks the model, stops, restarts and sees the probe through', async () => {
    batch.endOutage();
    const recovering = at('recover', arn, '--yes', '--model', MODEL, '--interval', '0.01');
    // Time does not advance until it is stopped: the batch must not go on by itself before.
    await batch.engine.execution(arn)?.finished;
    const { code, stdout } = await batch.whileTimePasses(() => recovering);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(`2. model      answers: ${MODEL}`) });
  });
});

test('names, causes and outputs that are orders to a terminal are printed as text', async () => {
  const state = `Fail ${HOSTILE}`;
  const definition = {
    StartAt: 'Hold',
    States: {
      Hold: { Type: 'Pass', Result: { said: HOSTILE }, Next: state },
      [state]: { Type: 'Fail', Error: `Refused${HOSTILE}`, Cause: `because ${HOSTILE}` },
    },
  };
  const { stateMachineArn = '' } = await batch.sdk.createStateMachine({
    name: 'odd',
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::123456789012:role/any',
  });
  const { executionArn, finished } = batch.engine.startExecution({
    stateMachineArn,
    name: 'odd',
    input: { in: HOSTILE },
  });
  await batch.clock.advance(1_000);
  await finished;
  const ran = await Promise.all([
    at('executions', 'show', executionArn),
    at('executions', 'show', executionArn, '--json'),
    at('executions', 'watch', executionArn),
    at('executions', 'watch', executionArn, '--json'),
    at('executions', 'stop', executionArn),
    at('executions', 'list', '--state-machine-arn', stateMachineArn),
    at('executions', 'restart', executionArn),
    at('executions', 'stop', executionArn, '--dry-run', '--cause', HOSTILE),
    at('redrive', `${executionArn}${HOSTILE}`),
    at('executions', 'show', HOSTILE, '--json'),
    at('executions', 'list', '--machine', HOSTILE),
    at('recover', executionArn, '--yes', '--skip-smoke-test'),
  ]);
  expect(ran.map(({ code }) => code)).toEqual([1, 1, 1, 1, 0, 0, 2, 0, 2, 2, 2, 2]);
  expect(ran[0]?.stdout).toContain('because \\u001b]0;owned\\u0007\\u001b[31mred\\u009b2Jx');
  expect(jsonOf(ran[1] as Ran)).toMatchObject([{ cause: `because ${HOSTILE}`, state: { name: state } }]);
});

test('an endpoint without a server is reported in a sentence', async () => {
  const gone = ['--endpoint-url', 'http://127.0.0.1:1'];
  const commands = [
    ['executions', 'show'],
    ['executions', 'stop'],
    ['executions', 'watch'],
    ['executions', 'restart'],
    ['redrive'],
  ];
  for (const ran of await Promise.all(commands.map((words) => run([...words, batch.arn, ...gone])))) {
    expect(ran).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('Nobody answers at http://127.0.0.1:1'),
    });
  }
});
