import { DeleteTableCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { defaultModels } from '../../state-machines/recommendation-generation.js';
import { circuitKey } from '../../src/circuit/index.js';
import { outcomesOf } from './batch-account.fixture.js';
import { READERS, startDeployedAccount, type DeployedAccount } from './deployed-account.fixture.js';
import { packagedProduction, type PackagedProduction } from './packaged-production.fixture.js';
import { readRunbook, runSteps, type Meanwhile, type RunbookStep, type Way } from './runbook.fixture.js';

/** The commands of the runbooks, as printed, in the deployed stack and in the situations that they describe. */

const PRIMARY = circuitKey(defaultModels.primary);
const READER_IDS = Array.from({ length: READERS }, (_, n) => `r${String(n + 1).padStart(4, '0')}`);

let packaged: PackagedProduction;
let account: DeployedAccount;
beforeAll(async () => void (packaged = await packagedProduction()));
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
    const ended = account.run('recommendation-generation', { items: READER_IDS });
    await reached('recommendation-generation', 'Cooldown');
    await run(steps('stuck-open-circuit', [1, 2, 3, 4], way));
    await ended;
    const executions = account.executions('recommendation-generation');
    await Promise.all(executions.map(({ finished }) => finished));
    await run(steps('stuck-open-circuit', [1, 6]));
    expect(executions).toHaveLength(2);
    expect(outcomesOf(executions)).toMatchObject({
      readers: READERS,
      twice: [],
      status: 'SUCCEEDED',
      output: { items: READERS, outcomes: { primary: READERS } },
    });
  });

  test('nothing runs: a probe by hand', async () => {
    await openForEver(PRIMARY);
    await run(steps('stuck-open-circuit', [1, 2, 3, 5, 6]));
  });
});

/** The batch of all readers: each has one outcome, of this tier or these tiers. */
async function batchServes(outcomes: Readonly<Record<string, number>>): Promise<void> {
  const { status, output } = await account.run('recommendation-generation', { items: READER_IDS });
  expect({ status, output }).toMatchObject({ status: 'SUCCEEDED', output: { items: READERS, outcomes } });
}

describe('model-throttled', () => {
  test('all work goes to the other models, and back', async () => {
    account.fail('throttled', { region: 'us-east-1', model: 'sonnet' });
    await batchServes({ region: READERS });
    await run(readRunbook('model-throttled'), { '6.': () => account.mend() });
    await batchServes({ primary: READERS });
  });
});

describe('region-down', () => {
  test('the region is taken out, and brought back', async () => {
    account.fail('unavailable', { region: 'us-east-1' });
    await batchServes({ region: READERS });
    await run(readRunbook('region-down'), {
      // Nobody asks the region while it is out.
      '5.': () => batchServes({ region: READERS }),
      '6.': () => account.mend(),
    });
    await batchServes({ primary: READERS });
  });
});

describe('all-regions-degraded', () => {
  test('readers are served from the cache, until the models are back', async () => {
    await batchServes({ primary: READERS });
    account.fail('unavailable');
    await run(readRunbook('all-regions-degraded'), {
      '6.': async () => {
        await batchServes({ cached: READERS });
        account.mend();
      },
    });
    await batchServes({ primary: READERS });
  });
});

/** Every reader has an entry that is so old. */
async function cacheHours(hours: number): Promise<void> {
  const cached = (ageMs: number) => ({ S: new Date(Date.now() - ageMs).toISOString() });
  for (const readerId of READER_IDS) {
    const Item = {
      readerId: { S: readerId },
      titleIds: { L: [{ N: '1' }] },
      tier: { S: 'primary' },
      cached_at_utc: cached(hours * 3_600_000),
      valid_until_utc: cached((hours - 1) * 3_600_000),
    };
    await account.dynamodb.client.send(new PutItemCommand({ TableName: account.table('CacheTable'), Item }));
  }
}

/** How many entries are younger than 5 minutes. */
async function youngEntries(): Promise<number> {
  const { Items = [] } = await account.dynamodb.client.send(
    new ScanCommand({ TableName: account.table('CacheTable') }),
  );
  const since = new Date(Date.now() - 300_000).toISOString();
  return Items.filter(
    ({ readerId, cached_at_utc: at }) => READER_IDS.includes(String(readerId?.S)) && String(at?.S) > since,
  ).length;
}

describe('cache-stale', () => {
  beforeEach(() => cacheHours(3));

  test('the last warm-up failed', async () => {
    account.putReaders('{');
    const failed = account.run('cache-warm-up', {});
    while ((await Promise.race([failed, account.pass(10)])) === undefined);
    expect((await failed).status).toBe('FAILED');
    // What it had in flight when it ended has come to its end.
    await account.pass(150);
    await run(steps('cache-stale', [1, 2, 3, 4, 6]), { '4.': () => account.putReaders() });
    expect(await youngEntries()).toBe(READERS);
  });

  test('no warm-up was started', async () => {
    await run(steps('cache-stale', [1, 2, 5, 6]));
    expect(await youngEntries()).toBe(READERS);
  });
});

describe('circuit-store-down', () => {
  test('the table is gone: everybody is served, and it is made again', async () => {
    await account.dynamodb.client.send(new DeleteTableCommand({ TableName: account.table('CircuitTable') }));
    await run(readRunbook('circuit-store-down'), {
      // Every circuit counts as CLOSED.
      '5.': () => batchServes({ primary: READERS }),
    });
    account.fail('throttled', { region: 'us-east-1', model: 'sonnet' });
    await batchServes({ region: READERS });
    // The circuits are kept in it.
    await run(steps('region-down', [1, 2]));
  });
});

describe('deployment-rollback', () => {
  test('the version before serves again', async () => {
    const stateMachineArn = account.arn('recommend-reader');
    const broken = { StartAt: 'Broken', States: { Broken: { Type: 'Fail', Error: 'Typo' } } };
    const { stateMachineVersionArn } = await account.sfn.updateStateMachine({
      stateMachineArn,
      definition: JSON.stringify(broken),
      publish: true,
    });
    await account.sfn.updateStateMachineAlias({
      stateMachineAliasArn: `${stateMachineArn}:live`,
      routingConfiguration: [{ stateMachineVersionArn, weight: 100 }],
    });
    const ran = await run(readRunbook('deployment-rollback'));
    expect(ran[2]?.output).toContain(`${stateMachineArn}:2`);
    expect(ran[3]?.output).toContain(`${stateMachineArn}:1\n`);
  });
});

describe('planned-maintenance', () => {
  test('readers are served from the cache while nobody generates, and everything goes on afterwards', async () => {
    await cacheHours(3);
    await run(readRunbook('planned-maintenance'), {
      '3.': async () => expect(await youngEntries()).toBe(READERS),
      '5.': async () => {
        expect(account.appConfig.deployed()).toMatchObject({ maintenance_mode_active: true });
        // Functions look at their configuration once a minute.
        account.beginFunctionsAnew();
        await cacheHours(3);
        account.fail('unavailable');
        await account.pass(50 * 60);
        const { output } = await account.run('cache-warm-up', {});
        expect(output).toMatchObject({ items: 0, freshness: { succeeded: true } });
        await batchServes({ cached: READERS });
      },
      '7.': () => {
        expect(account.appConfig.deployed()).not.toHaveProperty('maintenance_mode_active');
        account.mend();
        account.beginFunctionsAnew();
      },
    });
    expect(await youngEntries()).toBe(READERS);
  });
});
