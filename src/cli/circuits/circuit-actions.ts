import { closedToCallersSince, effectiveState, type SharedCircuit } from '../../circuit/index.js';
import { explainAwsError } from '../../operations/explain-aws-error.js';
import { OperationError } from '../../operations/operation-error.js';
import { endpointIn, type Connection } from '../../operations/connection.js';
import { withoutPassword } from '../../resilience/store-address.js';
import {
  CircuitOrderError,
  createCircuitOperator,
  type CircuitOperator,
} from '../../resilience/circuit/circuit-operator.js';
import { connectionOf, type GivenConnection } from '../executions/connection-options.js';
import { stdoutPaint, type OperationStreams } from '../executions/operation-streams.js';
import type { OperationExitCode } from '../executions/run-operation.js';
import { UsageError } from '../usage-error.js';
import type { OpenStoreOfCircuits } from './open-store.js';
import { sharedCircuitText } from './shared-circuit-text.js';

export interface GivenCircuits extends GivenConnection {
  readonly store?: string;
}

export type OpenStore = (address: string, connection: Connection) => Promise<OpenStoreOfCircuits>;

/** For machines: the record, with the state that callers meet. */
const figures = (circuit: string, record: SharedCircuit) => ({ circuit, state: effectiveState(record), ...record });

const KNOWN_IN_TEXT = 10;

export const list = (given: GivenCircuits, streams: OperationStreams, open: OpenStore): Promise<OperationExitCode> =>
  withStore(given, streams, open, async (store) => {
    const circuits = await allOf(store);
    if (given.json) {
      const all = circuits.map(({ circuit, record }) => figures(circuit, record));
      streams.stdout.write(`${JSON.stringify({ circuits: all })}\n`);
      return 0;
    }
    for (const { circuit, record } of circuits) print(circuit, record, given, streams);
    if (circuits.length === 0) streams.stderr.write('No circuit was ever written: all are CLOSED.\n');
    return 0;
  });

export const show = (
  key: string,
  given: GivenCircuits,
  streams: OperationStreams,
  open: OpenStore,
): Promise<OperationExitCode> =>
  withStore(given, streams, open, async (store) => {
    const { record } = await store.read(key);
    const known = record.gen === 0 ? (await allOf(store)).map(({ circuit }) => circuit).sort() : [key];
    if (known.includes(key)) print(key, record, given, streams);
    else printUnwritten(key, record, known, given, streams);
    return closedToCallersSince(record) === undefined ? 0 : 1;
  });

/** Gives an order to a circuit and shows what it is then. */
export const order = (
  key: string,
  give: (operator: CircuitOperator) => Promise<SharedCircuit>,
  given: GivenCircuits,
  streams: OperationStreams,
  open: OpenStore,
): Promise<OperationExitCode> =>
  withStore(given, streams, open, async (store) => {
    print(key, await give(createCircuitOperator(store)), given, streams);
    return 0;
  });

function print(key: string, record: SharedCircuit, { json }: GivenCircuits, streams: OperationStreams): void {
  const text = json
    ? JSON.stringify(figures(key, record))
    : `${key}: ${sharedCircuitText(record, streams.now(), stdoutPaint(streams, json))}`;
  streams.stdout.write(`${text}\n`);
}

async function allOf(store: OpenStoreOfCircuits): Promise<{ circuit: string; record: SharedCircuit }[]> {
  const circuits = [];
  for await (const circuit of store.list()) circuits.push(circuit);
  return circuits;
}

/** A circuit that nothing was ever written for is CLOSED; it may as well be misspelt. */
function printUnwritten(
  key: string,
  record: SharedCircuit,
  known: readonly string[],
  { json }: GivenCircuits,
  { stdout }: OperationStreams,
): void {
  if (json) {
    stdout.write(`${JSON.stringify({ ...figures(key, record), written: false, known })}\n`);
    return;
  }
  const shown = known.slice(0, KNOWN_IN_TEXT).join(', ');
  const more = known.length > KNOWN_IN_TEXT ? ` and ${known.length - KNOWN_IN_TEXT} more` : '';
  const others = known.length === 0 ? 'nor was any other circuit' : `the circuits that were: ${shown}${more}`;
  stdout.write(`${key}: ${effectiveState(record)}, never written; ${others}\n`);
}

async function withStore(
  given: GivenCircuits,
  { environment }: OperationStreams,
  open: OpenStore,
  act: (store: OpenStoreOfCircuits) => Promise<OperationExitCode>,
): Promise<OperationExitCode> {
  const address = given.store ?? environment['CIRCUIT_URL'];
  if (!address)
    throw new UsageError(['Which circuits? Give --store dynamodb://TABLE or redis://HOST:PORT, or set CIRCUIT_URL.']);
  const store = await opened(open, address, connectionOf(given));
  try {
    return await act(store);
  } catch (error) {
    throw explained(error, address, given, environment);
  } finally {
    await store.close();
  }
}

async function opened(open: OpenStore, address: string, connection: Connection): Promise<OpenStoreOfCircuits> {
  try {
    return await open(address, connection);
  } catch (error) {
    if (error instanceof Error && error.name === 'StoreAddressError')
      throw new UsageError([`--store: ${error.message}`]);
    throw error;
  }
}

/** In one paragraph. The address may contain a password, which is left out. */
function explained(
  error: unknown,
  address: string,
  { region, profile, endpointUrl }: GivenCircuits,
  environment: NodeJS.ProcessEnv,
): Error {
  if (error instanceof CircuitOrderError) return new OperationError('CircuitOrder', error.message, { cause: error });
  const [scheme = '', rest = ''] = address.split('://');
  if (scheme === 'dynamodb')
    return explainAwsError(error, {
      service: 'dynamodb',
      operation: 'GetItem, UpdateItem or Scan',
      arn: rest,
      region: region ?? environment['AWS_REGION'] ?? 'of the profile',
      profile,
      endpoint: endpointUrl ?? endpointIn(environment, 'DYNAMODB'),
    });
  const message = error instanceof Error ? error.message : String(error);
  const unreachable = error instanceof Error && error.name === 'RedisUnavailableError';
  const advice = ` at ${withoutPassword(address)}. Look at --store (CIRCUIT_URL), the network and the password.`;
  return new OperationError('CircuitStore', unreachable ? `${message}${advice}` : message, { cause: error });
}
