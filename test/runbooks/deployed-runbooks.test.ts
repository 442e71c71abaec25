import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { circuitOf, defaultModels } from '../../state-machines/recommendation-generation.js';
import { PATIENCE_MS } from '../deploy/osls.fixture.js';
import { outcomesOf } from './batch-account.fixture.js';
import { startDeployedAccount, type DeployedAccount } from './deployed-account.fixture.js';
import { packageProduction, type PackagedProduction } from './packaged-production.fixture.js';
import { readRunbook, runSteps, type Meanwhile, type RunbookStep, type Way } from './runbook.fixture.js';

/** The commands of the runbooks, as printed, in the deployed stack and in the situations that they describe. */

jest.setTimeout(PATIENCE_MS);

const PRIMARY = circuitOf(defaultModels.primary);
const READERS = Array.from({ length: 12 }, (_, n) => `r${String(n + 1).padStart(4, '0')}`);

let packaged: PackagedProduction;
let account: DeployedAccount;
beforeAll(async () => void (packaged = await packageProduction()), PATIENCE_MS);
beforeEach(async () => void (account = await startDeployedAccount(packaged)));
afterEach(() => account.close());

const run = (steps: readonly RunbookStep[], meanwhile?: Meanwhile) => runSteps(steps, account.environment, meanwhile);
/** The steps with these numbers. */
const steps = (name: string, numbers: readonly number[], way?: Way) =>
  readRunbook(name, way).filter((_, index) => numbers.includes(index + 1));

/** A circuit that opened an hour ago, with a timer that no one will see the end of. */
async function openForEver(circuit: string): Promise<void> {
  const Item = {
    circuit: { S: circuit },
    st: { S: 'OPEN' },
    gen: { N: '1' },
    opens: { N: '1' },
    first_opened_at: { N: String(Date.now() - 3_600_000) },
    open_until: { N: '9999999999999' },
  };
  await account.dynamodb.client.send(new PutItemCommand({ TableName: account.table('CircuitTable'), Item }));
}

/** Resolves when an execution of the machine has entered the state. */
async function reached(machine: string, state: string): Promise<void> {
  const isThere = () =>
    account
      .executions(machine)
      .some((execution) =>
        execution.history().some(({ stateEnteredEventDetails: entered }) => entered?.['name'] === state),
      );
  while (!isThere()) await account.pass(0.1);
}

describe('stuck-open-circuit', () => {
  test.each<Way>(['stepbreaker', 'aws'])('a batch waits for a timer far too long, with %s', async (way) => {
    await account.redefineBatch({ whileOpen: 'wait' });
    await openForEver(PRIMARY);
    const ended = account.run('recommendation-generation', { items: READERS });
    await reached('recommendation-generation', 'Cooldown');
    await run(steps('stuck-open-circuit', [1, 2, 3, 4], way));
    await ended;
    const executions = account.executions('recommendation-generation');
    await Promise.all(executions.map(({ finished }) => finished));
    await run(steps('stuck-open-circuit', [1, 6]));
    expect(executions).toHaveLength(2);
    expect(outcomesOf(executions)).toMatchObject({
      readers: READERS.length,
      twice: [],
      status: 'SUCCEEDED',
      output: { items: READERS.length, outcomes: { primary: READERS.length } },
    });
  });

  test('nothing runs: a probe by hand', async () => {
    await openForEver(PRIMARY);
    await run(steps('stuck-open-circuit', [1, 2, 3, 5, 6]));
  });
});

/** The batch of all readers: each has one outcome, of this tier or these tiers. */
async function batchServes(outcomes: Readonly<Record<string, number>>): Promise<void> {
  const { status, output } = await account.run('recommendation-generation', { items: READERS });
  expect({ status, output }).toMatchObject({ status: 'SUCCEEDED', output: { items: READERS.length, outcomes } });
}

describe('model-throttled', () => {
  test('all work goes to the other models, and back', async () => {
    account.fail('throttled', { region: 'us-east-1', model: 'sonnet' });
    await batchServes({ region: READERS.length });
    await run(readRunbook('model-throttled'), { '6.': () => account.mend() });
    await batchServes({ primary: READERS.length });
  });
});

describe('region-down', () => {
  test('the region is taken out, and brought back', async () => {
    account.fail('unavailable', { region: 'us-east-1' });
    await batchServes({ region: READERS.length });
    await run(readRunbook('region-down'), {
      // Nobody asks the region while it is out.
      '5.': () => batchServes({ region: READERS.length }),
      '6.': () => account.mend(),
    });
    await batchServes({ primary: READERS.length });
  });
});

describe('all-regions-degraded', () => {
  test('readers are served from the cache, until the models are back', async () => {
    await batchServes({ primary: READERS.length });
    account.fail('unavailable');
    await run(readRunbook('all-regions-degraded'), {
      '6.': async () => {
        await batchServes({ cached: READERS.length });
        account.mend();
      },
    });
    await batchServes({ primary: READERS.length });
  });
});
