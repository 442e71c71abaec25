import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { executionsCommand } from './executions.js';
import { ITEMS, runCommand, startStuckBatch, type StuckBatch } from './executions/stuck-batch.fixture.js';
import { redriveCommand } from './redrive.js';

let batch: StuckBatch;
const executions = (...words: string[]) =>
  runCommand(executionsCommand, [...words, '--endpoint-url', batch.url], { now: batch.clock.now() });
const redrive = (...words: string[]) => runCommand(redriveCommand, [...words, '--endpoint-url', batch.url]);

describe('a batch that is stuck', () => {
  beforeAll(async () => void (batch = await startStuckBatch('nightly-batch')));
  afterAll(() => batch.close());

  test('is listed, by the ARN or a part of the name of its machine', async () => {
    const byName = await executions('list', '--machine', 'Nightly', '--region', 'us-east-1', '--status', 'RUNNING');
    expect(byName).toMatchObject({ code: 0, stderr: '' });
    expect(byName.stdout).toBe(`RUNNING   2026-01-01 00:00:00 UTC                          ${batch.arn}\n`);
    const byArn = await executions('list', '--state-machine-arn', batch.stateMachineArn, '--json');
    expect(JSON.parse(byArn.stdout)).toEqual([
      { executionArn: batch.arn, name: 'nightly', status: 'RUNNING', startDate: '2026-01-01T00:00:00.000Z' },
    ]);
    const quiet = await executions('list', '--state-machine-arn', batch.stateMachineArn, '--quiet');
    expect(quiet.stdout).toBe(`${batch.arn}\n`);
    const none = await executions('list', '--state-machine-arn', batch.stateMachineArn, '--status', 'FAILED');
    expect(none).toEqual({ code: 0, stdout: '', stderr: `No FAILED executions of ${batch.stateMachineArn}.\n` });
  });

  test('is shown: where it is, since when, what it waits for, what a restart carries over', async () => {
    const { code, stdout } = await executions('show', batch.arn);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(1)).toEqual([
      'status      RUNNING for 1 min, since 2026-01-01 00:00:00 UTC',
      'history     193 of 25,000 events',
      'state       Cooldown, for 53.8 s, since 2026-01-01 00:00:06 UTC',
      'waits for   time to pass in Cooldown, for 53.8 s, until 2026-01-01 00:05:06 UTC',
      `batch       nightly: 16 of ${ITEMS} items done (primary 16)`,
      'queued      0 fresh, 4 waiting for another try, 0 in flight',
      'circuit     primary: OPEN for 53.8 s, probe due at 2026-01-01 00:05:06 UTC',
      'circuit     region: CLOSED',
      'a restart   carries over 4 items and 16 outcomes, primary at HALF_OPEN, as nightly-1 (stop it first)',
      '',
    ]);
    const report = JSON.parse((await executions('show', batch.arn, '--json')).stdout);
    expect(report).toMatchObject({
      status: 'RUNNING',
      state: { name: 'Cooldown', enteredAt: '2026-01-01T00:00:06.205Z' },
      pending: [{ kind: 'wait', state: 'Cooldown', count: 1 }],
      batch: { done: 16, total: ITEMS, queued: { fresh: 0, waiting: 4, inFlight: 0 }, successor: 'nightly-1' },
    });
  });

  test('is not restarted while it runs, nor redriven', async () => {
    const restarted = await executions('restart', batch.arn);
    expect(restarted).toMatchObject({ code: 2, stdout: '' });
    expect(restarted.stderr).toContain(`Stop it first: npx --no stepbreaker executions stop ${batch.arn}`);
    const redriven = await redrive(batch.arn);
    expect(redriven).toMatchObject({ code: 2, stdout: '' });
    expect(redriven.stderr).toContain('Execution is RUNNING and cannot be redriven');
  });

  test('is stopped, restarted once with what is left, and watched to its end', async () => {
    const dry = await executions('stop', batch.arn, '--dry-run');
    expect(dry.stdout).toBe(
      `aws stepfunctions stop-execution --execution-arn ${batch.arn} --error ManualRecovery --cause CircuitStuck-ManualReset --region us-east-1 --endpoint-url ${batch.url}\n`,
    );
    expect((await executions('stop', batch.arn)).stdout).toContain('is ABORTED');
    expect((await executions('stop', batch.arn)).stdout).toContain('had ended before: ABORTED');
    expect((await executions('show', batch.arn)).code).toBe(1);

    const line = await executions('restart', batch.arn, '--dry-run');
    expect(line.stdout).toContain(`start-execution --state-machine-arn ${batch.stateMachineArn} --name nightly-1`);
    batch.endOutage();
    const first = await executions('restart', batch.arn);
    expect(first.stdout).toContain(`Started ${batch.arn}-1 with 4 items, circuit at HALF_OPEN.`);
    const second = await executions('restart', batch.arn, '--state', 'CLOSED');
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing was started') });
    expect((await redrive(batch.arn)).stderr).toContain('must not be redriven');

    const watched = await batch.whileTimePasses(() => executions('watch', `${batch.arn}-1`, '--interval', '0.01'));
    expect(watched.code).toBe(0);
    expect(watched.stdout).toContain('nightly-1  SUCCEEDED  20 of 20  primary CLOSED  region CLOSED\n');
    expect(watched.stdout).toContain('batch       nightly: 20 of 20 items done (primary 20), execution 2 of the batch');
    const over = await executions('restart', `${batch.arn}-1`);
    expect(over.stderr).toContain('every item has its outcome, and there is nothing to restart');
  });

  test('is redriven when it was stopped and no execution continues it', async () => {
    const { executionArn } = batch.start(batch.stateMachineArn, 'second', { items: ['a', 'b'] });
    await executions('stop', executionArn);
    const redriven = await redrive(executionArn);
    expect(redriven).toMatchObject({ code: 0, stdout: expect.stringContaining('runs again') });
    expect(batch.engine.execution(executionArn)?.status).toBe('RUNNING');
  });
});

test('every command has help with an example', () => {
  for (const command of [executionsCommand(), ...executionsCommand().commands, redriveCommand()]) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    expect(help).toMatch(/Examples:\n {2}stepbreaker (?:executions|redrive) /);
    expect(help).toContain('Exit codes: 0 ');
  }
});
