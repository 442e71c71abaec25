import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  attemptOneByOne,
  checkByReading,
  circuitTransitions,
  converse,
  dynamoDbExpression,
  UNTOUCHED,
  valueOf,
  type CircuitStore,
  type SharedCircuit,
  type StoreAnswer,
  type StoreRequest,
  type TransitionName,
  type TransitionParameters,
} from '../../circuit/index.js';
import { type Clock, realTime } from '../clock.js';
import type { DynamoDbClient } from '../dynamodb-client.js';
import { dynamoDbConnection } from '../dynamodb-connection.js';

/** Where the circuits are and how they are reached. */
export interface DynamoDbCircuitStoreOptions {
  /** Name or ARN of a table with the partition key `circuit` (text) and no sort key. */
  readonly tableName: string;
  /** @default a client that gives up within about 300 ms; region, credentials and endpoint by the usual AWS settings */
  readonly client?: DynamoDbClient;
  /** Writes the times of the records: DynamoDB's conditions know no clock of the server. @default the machine's clock */
  readonly clock?: Pick<Clock, 'now'>;
}

/** Only a circuit that changes faster than a round trip takes makes a writer without a generation lose so often. */
const MOST_ROUNDS = 16;

/**
 * Circuits in a DynamoDB table, an item each. Reads are consistent; a transition is one conditional `UpdateItem`, so
 * a caller that loses a race changes nothing. Where the circuit is CLOSED, or its probe not due, a check only reads.
 *
 * Every method rejects with the SDK's error when the table cannot be reached.
 *
 * Needs the optional peer `@aws-sdk/client-dynamodb`, which is loaded at the first request, and the permissions
 * `dynamodb:GetItem`, `dynamodb:UpdateItem` and, for `list`, `dynamodb:Scan`.
 */
export function dynamoDbCircuitStore({
  tableName: TableName,
  client: given,
  clock = realTime,
}: DynamoDbCircuitStoreOptions): CircuitStore {
  const connected = dynamoDbConnection(given);

  async function read(circuit: string): Promise<StoreAnswer> {
    const { client, sdk } = await connected();
    const { Item } = await client.send(new sdk.GetItemCommand({ TableName, Key: key(circuit), ConsistentRead: true }));
    return { record: recordOf(Item), now: clock.now() };
  }

  /** One transition as one conditional write. */
  async function write(circuit: string, name: TransitionName, parameters: TransitionParameters): Promise<StoreAnswer> {
    const { client, sdk } = await connected();
    const now = clock.now();
    const { condition, update, values } = dynamoDbExpression(circuitTransitions(parameters.failureThreshold)[name]);
    const placeholders = Object.entries(values).map(([placeholder, value]) => [
      placeholder,
      attributeOf(valueOf(value, { before: {}, parameters, now })),
    ]);
    try {
      const { Attributes } = await client.send(
        new sdk.UpdateItemCommand({
          TableName,
          Key: key(circuit),
          ConditionExpression: condition,
          UpdateExpression: update,
          ExpressionAttributeValues: Object.fromEntries(placeholders),
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { record: recordOf(Attributes), now, applied: name };
    } catch (error) {
      if (!(error instanceof sdk.ConditionalCheckFailedException)) throw error;
      // Not every server of the protocol sends the item along.
      return error.Item ? { record: recordOf(error.Item), now } : read(circuit);
    }
  }

  /** The same, on whichever generation there is unless the parameters name one. */
  async function attempt(
    circuit: string,
    name: TransitionName,
    parameters: TransitionParameters,
  ): Promise<StoreAnswer> {
    if (parameters.gen !== undefined) return write(circuit, name, parameters);
    let { gen } = (await read(circuit)).record;
    for (let round = 0; ; round += 1) {
      const answer = await write(circuit, name, { ...parameters, gen });
      if (answer.applied || answer.record.gen === gen || round === MOST_ROUNDS) return answer;
      ({ gen } = answer.record);
    }
  }

  const ask =
    (circuit: string) =>
    (request: StoreRequest): Promise<StoreAnswer> => {
      const [name] = request.kind === 'attempt' ? request.transitions : [];
      return request.kind === 'attempt' && name ? attempt(circuit, name, request.parameters) : read(circuit);
    };

  return {
    read,
    check: (circuit, probe) => converse(checkByReading(probe), ask(circuit)),
    attempt: (circuit, names, parameters) => converse(attemptOneByOne(names, parameters), ask(circuit)),
    async *list() {
      const { client, sdk } = await connected();
      // The table may hold more than circuits: leases, rate limits.
      const input = { TableName, ConsistentRead: true, FilterExpression: 'attribute_exists(gen)' };
      for await (const { Items = [] } of sdk.paginateScan({ client }, input))
        for (const item of Items) yield { circuit: item['circuit']?.S ?? '', record: recordOf(item) };
    },
  };
}

const attributeOf = (value: string | number): AttributeValue =>
  typeof value === 'number' ? { N: String(value) } : { S: value };

const key = (circuit: string) => ({ circuit: { S: circuit } });

function recordOf(item: Readonly<Record<string, AttributeValue>> = {}): SharedCircuit {
  const { circuit: _key, ...attributes } = item;
  const fields = Object.entries(attributes).map(([field, { N, S }]) => [field, N === undefined ? S : Number(N)]);
  return { ...UNTOUCHED, ...Object.fromEntries(fields) };
}
