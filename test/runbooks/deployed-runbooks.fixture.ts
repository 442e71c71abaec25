import { afterEach, beforeEach, expect } from '@jest/globals';
import { READERS, startDeployedAccount, type DeployedAccount } from './deployed-account.fixture.js';
import { packagedProduction } from './packaged-production.fixture.js';
import { readRunbook, runSteps, type Meanwhile, type RunbookStep, type Way } from './runbook.fixture.js';

export const READER_IDS = Array.from({ length: READERS }, (_, n) => `r${String(n + 1).padStart(4, '0')}`);

/** The account of the test that runs. */
export let account: DeployedAccount;

/** Gives every test of a file an account of its own, in which the stage prod is deployed. */
export function deployForEveryTest(): void {
  beforeEach(async () => void (account = await startDeployedAccount(await packagedProduction())));
  afterEach(() => account.close());
}

/** Runs the steps in the account, as {@link runSteps}. */
export const run = (steps: readonly RunbookStep[], meanwhile?: Meanwhile) =>
  runSteps(steps, account.environment, meanwhile);

/** The steps with these numbers. */
export const steps = (name: string, numbers: readonly number[], way?: Way) =>
  readRunbook(name, way).filter((_, index) => numbers.includes(index + 1));

/** The batch of all readers: each has one outcome, of this tier or these tiers. */
export async function batchServes(outcomes: Readonly<Record<string, number>>): Promise<void> {
  const { status, output } = await account.run('recommendation-generation', { items: READER_IDS });
  expect({ status, output }).toMatchObject({ status: 'SUCCEEDED', output: { items: READERS, outcomes } });
}
