import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { circuitKey } from '../../src/circuit/index.js';
import { defaultModels } from '../../state-machines/recommendation-generation.js';
import { outcomesOf } from './batch-account.fixture.js';
import { READERS } from './deployed-account.fixture.js';
import { account, batchServes, deployForEveryTest, READER_IDS, run, steps } from './deployed-runbooks.fixture.js';
import { readRunbook, type Way } from './runbook.fixture.js';

/** The commands of the runbooks, as printed, in the deployed stack and while models fail. */

deployForEveryTest();

const PRIMARY = circuitKey(defaultModels.primary);

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

describe('model-throttled', () => {
  test('all work goes to the other models, and back', async () => {
    account.fail('throttled', { region: 'us-east-1', model: 'sonnet' });
    await batchServes({ region: READERS });
    await run(readRunbook('model-throttled'), { '6.': () => account.endFaults() });
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
      '6.': () => account.endFaults(),
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
        account.endFaults();
      },
    });
    await batchServes({ primary: READERS });
  });
});
