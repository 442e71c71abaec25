import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { admission, askStore, circuitRules, converse, parseCircuitConfiguration, report } from '../../circuit/index.js';
import { awsIntegrations } from '../../local/index.js';
import { startLocalDynamoDb, type LocalDynamoDb } from '../../local/dynamodb/local-dynamodb.js';
import { dynamoDbCircuitStore } from '../../resilience/circuit/dynamodb-circuit-store.js';
import { items, type Behaviour } from '../machine/simulation.fixture.js';
import { circuitKey, simulateShared, type SharedSimulationOptions } from './shared-simulation.fixture.js';

/** What the machine sends, on a server with DynamoDB's own protocol. */
let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startLocalDynamoDb();
  await dynamoDb.createCircuitTable();
});
afterAll(() => dynamoDb.close());

const connect: SharedSimulationOptions['connect'] = (engine) => {
  const { integration } = awsIntegrations({ environment: { DYNAMODB_ENDPOINT: dynamoDb.endpoint } });
  for (const api of ['aws-sdk:dynamodb:batchGetItem', 'dynamodb:updateItem']) {
    const handler = integration?.(api);
    if (handler) engine.integration(api, handler);
  }
};

const rules = circuitRules(parseCircuitConfiguration());
const primary = circuitKey('primary');

test('two batches and a caller on the request path: one trip, one probe at each reset, everybody served once', async () => {
  const behaviour: Behaviour = ({ target, at }) =>
    target === 'primary' && at >= 3_000 && at < 60_000
      ? { milliseconds: 100, error: 'ThrottlingException' }
      : { milliseconds: 500 };
  const admitted: { at: number; probe: boolean }[] = [];
  const run = await simulateShared({
    circuit: { whileOpen: 'wait' },
    batches: [
      { input: { items: items(60) } },
      { input: { items: items(60).map((item) => item.replace('u', 'v')) }, startsAt: 250 },
    ],
    behaviour,
    connect,
    beside: async ({ engine: { clock }, start }) => {
      const store = dynamoDbCircuitStore({ tableName: 'circuits', client: dynamoDb.client, clock });
      const now = () => clock.now() - start;
      while (now() < 120_000) {
        const verdict = await converse(admission(rules, `caller at ${now()}`), (r) => askStore(store, primary, r));
        if (verdict.admitted) {
          admitted.push({ at: now(), probe: verdict.probe });
          const { milliseconds, error } = behaviour({ target: 'primary', item: 'u1', at: now() });
          await clock.sleep(milliseconds);
          const outcome = error === undefined ? 'succeeded' : 'counted';
          await converse(report(rules, verdict, outcome), (r) => askStore(store, primary, r));
        }
        await clock.sleep(5_000);
      }
    },
  });

  const store = dynamoDbCircuitStore({ tableName: 'circuits', client: dynamoDb.client });
  const { record } = await store.read(primary);
  expect(record.st).toBe('CLOSED');
  // One trip, then for each probe that it was taken and how it went: no generation was given for anything else.
  const probes = (record.gen - 1) / 2;
  const ofExecutions = run.batches
    .flatMap(({ executions }) => executions.flatMap((execution) => execution.history()))
    .filter((event) => event.stateEnteredEventDetails?.name === 'Primary probe');
  expect(ofExecutions.length + admitted.filter(({ probe }) => probe).length).toBe(probes);
  const failed = run.calls.filter(({ target, error }) => target === 'primary' && error !== undefined);
  expect(failed.length).toBeLessThanOrEqual(20 + probes);
  for (const { output, outcomes } of run.batches) {
    expect(output.outcomes).toMatchObject({ primary: 60 });
    expect(new Set(outcomes.map(({ item }) => item)).size).toBe(60);
  }
  expect(run.metrics).toEqual({});
});
