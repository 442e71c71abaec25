import { afterEach, describe, expect, test } from '@jest/globals';
import { outcomesOf, READERS, startBatchAccount, type BatchAccount } from './batch-account.fixture.js';
import { readRunbook, runSteps, type RunbookStep, type Way } from './runbook.fixture.js';

/** The commands of the runbooks, as printed, in the situations that they describe. */

const WAYS: readonly Way[] = ['stepbreaker', 'aws'];
let account: BatchAccount;
afterEach(() => account.close());

const run = (steps: readonly RunbookStep[]) => runSteps(steps, account.environment);

/** Everybody has one outcome, over all executions, and the last one knows it. */
function expectEverybodyServedOnce(executions: number): void {
  expect(account.executions()).toHaveLength(executions);
  expect(outcomesOf(account.executions())).toMatchObject({
    readers: READERS,
    twice: [],
    status: 'SUCCEEDED',
    output: { items: READERS, circuits: { primary: { state: 'CLOSED' } } },
  });
}

describe('manual-stop-and-restart', () => {
  test('the execution was stopped in the cool-down of its circuit', async () => {
    account = await startBatchAccount({ whileOpen: 'wait', resetTimerSeconds: 300 }, 4_000, 60_000);
    expect(account.execution.history().at(-1)?.stateEnteredEventDetails).toMatchObject({ name: 'Cooldown' });
    account.execution.stop({ error: 'Somebody' });
    account.endOutage();
    const steps = readRunbook('manual-stop-and-restart', 'stepbreaker');
    const ran = await run(steps.filter(({ title }) => !title.startsWith('4.')));
    expect(ran[2]?.output).toContain('It has ended badly');
    expectEverybodyServedOnce(2);
  });

  test.each(WAYS)('a batch in the midst of its work, with %s', async (way) => {
    account = await startBatchAccount({ chunkSize: 20, concurrency: 5 }, Number.POSITIVE_INFINITY, 4_000);
    const ran = await run(readRunbook('manual-stop-and-restart', way));
    if (way === 'stepbreaker') {
      expect(ran[2]?.output).toMatch(
        /state +Primary chunk[\s\S]*queued +20 fresh, 0 waiting for another try, 10 in flight/,
      );
      expect(ran[4]?.output).toMatch(/Started .*:nightly-1 with 30 items/);
    }
    expect(ran.at(-1)?.output).toContain(`SUCCEEDED  ${READERS} of ${READERS}`);
    expectEverybodyServedOnce(2);
  });
});
