import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import aslValidator from 'asl-validator';
import { checkAsl } from '../src/asl/index.js';
import { circuitBreakerMachine } from '../src/breaker/index.js';
import { models, simulateCalls, simulatedTarget, items as itemsOf } from '../src/breaker/machine/simulation.fixture.js';
import { memoryCircuitTable } from '../src/breaker/shared/circuit-table.fixture.js';
import { sharedMachine, under } from '../src/breaker/shared/shared-simulation.fixture.js';
import { closedToCallersSince, type SharedCircuit } from '../src/circuit/index.js';
import { createEngine, skipClock, TaskError, type Engine, type Execution } from '../src/engine/index.js';
import { startLocalDynamoDb, type LocalDynamoDb } from '../src/local/dynamodb/local-dynamodb.js';
import { awsIntegrations } from '../src/local/index.js';
import { circuitWatchdog } from './circuit-watchdog.js';

interface Published {
  readonly at: number;
  readonly name: string;
  readonly value: number;
  readonly circuit?: string;
}

const definition = JSON.parse(
  JSON.stringify(circuitWatchdog().toDefinition().definition).replaceAll('${CircuitTable}', 'circuits'),
) as object;

/** The watchdog in an engine, beside a CloudWatch that is as strict as the real one about what it takes. */
function watchdogIn(engine: Engine) {
  const published: Published[] = [];
  engine.integration<{
    Namespace: string;
    MetricData: { MetricName: string; Value: number; Dimensions?: { Name: string; Value: string }[] }[];
  }>('aws-sdk:cloudwatch:putMetricData', ({ MetricData }) => {
    const taken = MetricData.map(({ MetricName, Value, Dimensions = [] }) => {
      const circuit = Dimensions[0]?.Value;
      if (!(Math.abs(Value) < 2 ** 360) || (circuit !== undefined && !/^[!-9;-~][ -~]{0,1023}$/.test(circuit)))
        throw new TaskError('CloudWatch.InvalidParameterValueException', `${circuit}: ${Value}`);
      return { at: engine.clock.now(), name: MetricName, value: Value, ...(circuit !== undefined && { circuit }) };
    });
    if (MetricData.length > 1_000) throw new TaskError('CloudWatch.LimitExceededException');
    published.push(...taken);
    return {};
  });
  const { stateMachineArn } = engine.createStateMachine({ name: 'circuit-watchdog', definition, type: 'EXPRESS' });
  const watch = (): Promise<Execution> => engine.startExecution({ stateMachineArn }).finished;
  return { published, watch };
}

/** The watchdog over a table that holds these circuits, or does not answer. */
function watchdogOver(records: Readonly<Record<string, SharedCircuit>>, outage = false) {
  const engine = createEngine({ clock: skipClock() });
  const table = memoryCircuitTable(engine, 5, outage ? [{ from: 0, to: Infinity }] : []);
  for (const [circuit, record] of Object.entries(records))
    (table.circuits as Map<string, SharedCircuit>).set(circuit, record);
  return { ...watchdogIn(engine), now: engine.clock.now() };
}

const HEARTBEAT = { name: 'CircuitWatchdogHeartbeat', value: 1 };
const NOW = skipClock().now();

describe('one run', () => {
  const open = { st: 'OPEN', gen: 1, opened_at: NOW - 30_000, first_opened_at: NOW - 301_500 } as const;
  const circuits: Record<string, SharedCircuit> = {
    'us-east-1/open': open,
    'us-east-1/half-open': { ...open, st: 'HALF_OPEN' },
    'us-east-1/closed': { st: 'CLOSED', gen: 4, opens: 0 },
    'us-east-1/forced-open': { st: 'CLOSED', gen: 1, forced: 'OPEN', forced_at: NOW - 10_000 },
    'us-east-1/forced-open-while-open': { ...open, forced: 'OPEN', forced_at: NOW - 10_000 },
    'us-east-1/forced-closed': { ...open, forced: 'CLOSED', forced_at: NOW },
  };

  test('publishes how long each circuit has kept callers out, then a heartbeat', async () => {
    const { published, watch } = watchdogOver(circuits);
    expect((await watch()).output).toEqual({ circuits: 6, open: 4 });
    const gauges = Object.entries(circuits).flatMap(([circuit, record]) => {
      const since = closedToCallersSince(record);
      const value = Math.floor((NOW - (since ?? 0)) / 1_000);
      return since === undefined ? [] : [{ at: NOW, name: 'CircuitOpenSeconds', value, circuit }];
    });
    expect(published).toEqual([...gauges, { at: NOW, ...HEARTBEAT }]);
    expect(published.map(({ value }) => value)).toEqual([301, 301, 10, 301, 1]);
  });

  test('publishes the heartbeat over an empty table as well', async () => {
    const { published, watch } = watchdogOver({});
    expect((await watch()).output).toEqual({ circuits: 0, open: 0 });
    expect(published).toEqual([{ at: NOW, ...HEARTBEAT }]);
  });

  test('handles more circuits than one request to CloudWatch takes', async () => {
    const many = Array.from({ length: 2_345 }, (_, i) => [`us-east-1/model-${i}`, open] as const);
    const { published, watch } = watchdogOver(Object.fromEntries(many));
    expect((await watch()).output).toEqual({ circuits: 2_345, open: 2_345 });
    expect(new Set(published.map(({ circuit }) => circuit)).size).toBe(2_346);
    expect(published.at(-1)).toEqual({ at: NOW, ...HEARTBEAT });
  });

  test('fails without a heartbeat when the table cannot be reached', async () => {
    const { published, watch } = watchdogOver(circuits, true);
    expect(await watch()).toMatchObject({ status: 'FAILED', error: 'DynamoDB.SdkClientException' });
    expect(published).toEqual([]);
  });
});

describe('over DynamoDB’s own protocol', () => {
  let dynamoDb: LocalDynamoDb;
  beforeAll(async () => {
    dynamoDb = await startLocalDynamoDb();
  });
  afterAll(() => dynamoDb.close());

  test('what is broken or no circuit hides nothing else, over several pages', async () => {
    const TableName = await dynamoDb.createCircuitTable();
    const open = { st: { S: 'OPEN' }, gen: { N: '1' }, first_opened_at: { N: String(NOW - 400_000) } };
    const put = (circuit: string, item: PutItemCommand['input']['Item'] = {}) =>
      dynamoDb.client.send(new PutItemCommand({ TableName, Item: { circuit: { S: circuit }, ...item } }));
    await put('a lease', { expires_at: { N: '1' }, owner: { S: 'somebody' } });
    await put('no beginning', { st: { S: 'OPEN' } });
    await put('text for a time', { ...open, first_opened_at: { S: 'yesterday' } });
    await put('in the far future', { ...open, first_opened_at: { N: '9e120' } });
    await put('long before time', { ...open, first_opened_at: { N: '-9e120' } });
    await put('a list for a state', { st: { L: [{ S: 'OPEN' }] } });
    await put(':colon', open);
    await put('モデル', open);
    await put('k'.repeat(2_000), open);
    for (let i = 0; i < 120; i += 1) await put(`us-east-1/model-${i}`, open);
    const engine = createEngine({ clock: skipClock() });
    const { published, watch } = watchdogIn(engine);
    engine.fallBackTo(awsIntegrations({ environment: { DYNAMODB_ENDPOINT: dynamoDb.endpoint } }));
    expect((await watch()).status).toBe('SUCCEEDED');
    const gauges = published.filter(({ circuit }) => circuit !== undefined);
    expect(gauges.filter(({ value }) => value === 400)).toHaveLength(123);
    expect(gauges.map(({ circuit }) => circuit)).toEqual(
      expect.arrayContaining(['_colon', '___', 'k'.repeat(1_024), 'us-east-1/model-119', 'in_the_far_future']),
    );
    expect(gauges).toHaveLength(125);
    expect(published.at(-1)).toMatchObject(HEARTBEAT);
  });
});

describe('on a schedule, every execution of the breaker ended', () => {
  const dead = () => ({ milliseconds: 100, error: 'ServiceUnavailableException' });

  test.each([
    ['shared', sharedMachine({ whileOpen: 'wait' }), 'us-east-1/primary'],
    [
      "the execution's own",
      circuitBreakerMachine<string>({
        circuit: { whileOpen: 'wait' },
        circuitTable: 'circuits',
        targets: models.map((name) => simulatedTarget(name)),
        lastResort: [],
      }),
      'breaker/nightly/primary',
    ],
  ])('300 s are published within 120 s: %s', async (_title, machine, circuit) => {
    const clock = skipClock();
    const engine = createEngine({ clock });
    const table = memoryCircuitTable(engine, 5);
    const { published, watch } = watchdogIn(engine);
    simulateCalls(engine, dead, []);
    engine.integration('events:putEvents', () => ({ FailedEntryCount: 0, Entries: [] }));
    const { stateMachineArn } = engine.createStateMachine({ name: 'breaker', definition: machine.toAsl() });
    const batch = engine.startExecution({ stateMachineArn, name: 'nightly', input: { items: itemsOf(20) } });
    await under(clock, () => clock.sleep(10_000));
    batch.stop({ error: 'Killed' });
    await batch.finished;
    expect(table.circuits.get(circuit)?.st).toBe('OPEN');
    const opened = table.circuits.get(circuit)?.first_opened_at ?? 0;
    for (let minute = 0; minute < 10; minute += 1) {
      await watch();
      await under(clock, () => clock.sleep(60_000));
    }
    const alarm = published.find((metric) => metric.circuit === circuit && metric.value >= 300);
    expect((alarm?.at ?? Infinity) - opened).toBeLessThanOrEqual(420_000);
    expect(published.filter(({ name }) => name === HEARTBEAT.name)).toHaveLength(10);
  });
});

test('the definition has no problem, and asl-validator finds none', () => {
  expect(checkAsl(definition)).toEqual([]);
  expect(aslValidator(structuredClone(definition))).toMatchObject({ isValid: true });
});
