import { DeleteTableCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { READERS } from './deployed-account.fixture.js';
import { account, batchServes, deployForEveryTest, READER_IDS, run, steps } from './deployed-runbooks.fixture.js';
import { readRunbook } from './runbook.fixture.js';

/** The commands of the runbooks, as printed, in the deployed stack and while all models answer. */

deployForEveryTest();

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
  test('the table is missing: everybody is served, and it is made again', async () => {
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
        account.endFaults();
        account.beginFunctionsAnew();
      },
    });
    expect(await youngEntries()).toBe(READERS);
  });
});
