import { deepStrictEqual } from 'node:assert/strict';
import { applyTransition } from '../../circuit/apply-transition.js';
import {
  circuitTransitions,
  dynamoDbExpression,
  memoryCircuitStore,
  type CircuitStore,
  type PlaceholderValue,
  type SharedCircuit,
  type TransitionName,
  type TransitionParameters,
} from '../../circuit/index.js';
import { TaskError, type Engine } from '../../engine/index.js';

type Attributes = Record<string, { readonly S?: string; readonly N?: string }>;

/** One write to a circuit, in the order in which the table took them. */
export interface CircuitTableWrite {
  readonly circuit: string;
  readonly at: number;
  readonly order: number;
  readonly before: SharedCircuit | undefined;
  readonly after: SharedCircuit;
}

/** One request that admitted calls of an execution: it read the circuits, or took a probe. */
export interface CircuitTableAdmission {
  readonly execution: string;
  readonly at: number;
  readonly order: number;
}

/**
 * A circuit table in memory, in the engine's time. It takes the updates of the machine for what they are, transitions of
 * the table in `src/circuit`, and refuses any other text; DynamoDB's own protocol is for tests of fewer runs.
 */
export interface CircuitTable {
  readonly circuits: ReadonlyMap<string, SharedCircuit>;
  readonly writes: readonly CircuitTableWrite[];
  readonly admissions: readonly CircuitTableAdmission[];
  /** The same circuits for a caller on the request path. */
  readonly store: CircuitStore;
  /** Requests by action. */
  readonly requests: Readonly<Record<string, number>>;
}

/** When the table, or writing to it, fails. Epoch milliseconds of the engine's clock. */
export interface CircuitTableOutage {
  readonly from: number;
  readonly to: number;
  readonly only?: 'writes';
}

/**
 * @param outages a table that does not answer fails at once here
 * @param failureThreshold of the machine that writes
 */
export function memoryCircuitTable(
  engine: Engine,
  failureThreshold: number,
  outages: readonly CircuitTableOutage[] = [],
): CircuitTable {
  const { clock } = engine;
  const writes: CircuitTableWrite[] = [];
  const admissions: CircuitTableAdmission[] = [];
  const requests: Record<string, number> = {};
  let order = 0;
  const circuits = new (class extends Map<string, SharedCircuit> {
    override set(circuit: string, after: SharedCircuit): this {
      writes.push({ circuit, at: clock.now(), order: (order += 1), before: this.get(circuit), after });
      return super.set(circuit, after);
    }
  })();
  const admit = (execution: string) => admissions.push({ execution, at: clock.now(), order: (order += 1) });
  const respond = (action: string, kind: 'reads' | 'writes') => {
    requests[action] = (requests[action] ?? 0) + 1;
    const now = clock.now();
    if (outages.some(({ from, to, only }) => now >= from && now < to && (only === undefined || only === kind)))
      throw new TaskError('DynamoDB.SdkClientException', 'The table cannot be reached.');
  };

  engine.integration<{ RequestItems: Record<string, { Keys: { circuit: { S: string } }[] }> }>(
    'aws-sdk:dynamodb:batchGetItem',
    ({ RequestItems }, { executionArn }) => {
      respond('batchGetItem', 'reads');
      admit(executionArn);
      const found = ({ Keys }: (typeof RequestItems)[string]) =>
        Keys.map(({ circuit: { S: key } }) => ({ key, record: circuits.get(key) }));
      const answers = Object.entries(RequestItems).map(([table, wanted]) => [
        table,
        found(wanted).flatMap(({ key, record }) => (record ? [attributesOf(key, record)] : [])),
      ]);
      return { Responses: Object.fromEntries(answers), UnprocessedKeys: {} };
    },
  );
  engine.integration<UpdateItem>('dynamodb:updateItem', (update, { executionArn }) => {
    respond('updateItem', 'writes');
    const circuit = update.Key.circuit.S;
    const { name, parameters, now } = transitionOf(update, failureThreshold);
    const transition = circuitTransitions(failureThreshold)[name];
    const after = applyTransition(transition, circuits.get(circuit), { ...parameters, failureThreshold }, now);
    if (!after) throw new TaskError('DynamoDB.ConditionalCheckFailedException', 'The conditional request failed');
    circuits.set(circuit, after);
    if (name === 'acquireProbe') admit(executionArn);
    return { Attributes: attributesOf(circuit, after) };
  });
  engine.integration<{ TransactItems: TransactItem[] }>('aws-sdk:dynamodb:transactWriteItems', ({ TransactItems }) => {
    respond('transactWriteItems', 'writes');
    for (const { Update, Delete } of TransactItems) {
      if (Delete) circuits.delete(Delete.Key.circuit.S);
      if (Update) circuits.set(Update.Key.circuit.S, shown(Update, circuits.get(Update.Key.circuit.S)));
    }
    return {};
  });
  engine.integration<{ Limit: number; ExclusiveStartKey?: { circuit: { S: string } } }>(
    'aws-sdk:dynamodb:scan',
    ({ Limit, ExclusiveStartKey }) => {
      respond('scan', 'reads');
      const keys = [...circuits.keys()];
      const from = ExclusiveStartKey ? keys.indexOf(ExclusiveStartKey.circuit.S) + 1 : 0;
      const page = keys.slice(from, from + Limit);
      const last = from + Limit < keys.length ? page.at(-1) : undefined;
      return {
        Items: page.flatMap((key) => attributesOf(key, circuits.get(key) as SharedCircuit)),
        ...(last !== undefined && { LastEvaluatedKey: { circuit: { S: last } } }),
      };
    },
  );
  return { circuits, writes, admissions, requests, store: memoryCircuitStore(clock, circuits) };
}

interface UpdateItem {
  readonly Key: { readonly circuit: { readonly S: string } };
  readonly ConditionExpression: string;
  readonly UpdateExpression: string;
  readonly ExpressionAttributeValues: Attributes;
}

interface TransactItem {
  readonly Update?: Pick<UpdateItem, 'Key' | 'UpdateExpression' | 'ExpressionAttributeValues'>;
  readonly Delete?: Pick<UpdateItem, 'Key'>;
}

/** The one update that the machine sends in a transaction: it shows a circuit of its own. */
function shown(
  { UpdateExpression, ExpressionAttributeValues: values }: Required<TransactItem>['Update'],
  before?: SharedCircuit,
): SharedCircuit {
  deepStrictEqual(
    UpdateExpression,
    'SET st = :st, gen = :gen, first_opened_at = if_not_exists(first_opened_at, :now), expires_at = :end',
  );
  const st = values[':st']?.S === 'OPEN' ? 'OPEN' : 'HALF_OPEN';
  return { st, gen: 0, first_opened_at: before?.first_opened_at ?? Number(values[':now']?.N) };
}

const attributesOf = (circuit: string, record: SharedCircuit): Attributes =>
  Object.fromEntries(
    Object.entries({ circuit, ...record }).map(([field, value]) => [
      field,
      typeof value === 'number' ? { N: String(value) } : { S: String(value) },
    ]),
  );

/** Reads an update back: which transition it is, with which parameters, at what time. */
function transitionOf(update: UpdateItem, failureThreshold: number) {
  const { ConditionExpression, UpdateExpression, ExpressionAttributeValues } = update;
  for (const [name, transition] of Object.entries(circuitTransitions(failureThreshold))) {
    const printed = dynamoDbExpression(transition);
    if (printed.condition !== ConditionExpression || printed.update !== UpdateExpression) continue;
    deepStrictEqual(Object.keys(ExpressionAttributeValues).sort(), Object.keys(printed.values).sort());
    const given = Object.entries(printed.values).map(([placeholder, value]) => {
      const { N, S } = ExpressionAttributeValues[placeholder] ?? {};
      return { value, actual: N === undefined ? (S ?? '') : Number(N) };
    });
    const time = given.find(({ value }) => isNow(value) && !value.plus && !value.minus)?.actual;
    const now = Number(time ?? 0);
    const parameters: Record<string, string | number> = {};
    for (const { value, actual } of given) {
      if (typeof value !== 'object') deepStrictEqual(actual, value);
      else if ('parameter' in value) parameters[value.parameter] = actual;
      else if (value.plus) parameters[value.plus] = Number(actual) - now;
      else if (value.minus) parameters[value.minus] = now - Number(actual);
    }
    return { name: name as TransitionName, parameters: parameters as Partial<TransitionParameters>, now };
  }
  throw new TaskError('DynamoDB.AmazonDynamoDBException', `No transition has the condition ${ConditionExpression}`);
}

const isNow = (value: PlaceholderValue): value is Extract<PlaceholderValue, { now: 'now' }> =>
  typeof value === 'object' && 'now' in value;
