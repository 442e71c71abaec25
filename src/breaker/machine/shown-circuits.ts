import { integration } from '../../asl/index.js';
import { circuitVariable } from '../circuit-record.js';
import { HISTORY_EVENTS } from '../history-events.js';
import type { Blueprint, States } from './blueprint.js';
import { jsonataText } from './jsonata-text.js';
import { TABLE_TIMEOUT_SECONDS } from '../shared/circuit-write.js';

const transactWriteItems = integration<{ TransactItems: object[] }, object>('aws-sdk:dynamodb:transactWriteItems');

/** An execution may be restarted or redriven for so long: until then what it left open is worth an alarm. */
const SHOWN_DAYS = 14;

/**
 * `Show circuits` and `Take circuits down`, with the scope `execution` and a circuit table: an item for each circuit of
 * the batch that is not CLOSED, with the key `<state machine>/<batch>/<target>`. No decision depends on it; it is there for
 * the watchdog, to which a batch that ended with an open circuit would look like one that is healthy.
 *
 * `first_opened_at` is written once in an outage: failed probes and restarts do not move it.
 */
export function shownCircuitsStates({ circuitTable, targetNames }: Blueprint): States {
  if (circuitTable === undefined) return {};
  const circuits = targetNames.map((t) => `{'target': '${t}', 'circuit': $${circuitVariable(t)}}`).join(', ');
  const key = `'Key': {'circuit': {'S': $states.context.StateMachine.Name & '/' & $batch & '/' & target}}`;
  const set = 'SET st = :st, gen = :gen, first_opened_at = if_not_exists(first_opened_at, :now), expires_at = :end';
  const values = [
    `':st': {'S': circuit.state}`,
    `':gen': {'N': '0'}`,
    `':now': {'N': $string($millis())}`,
    `':end': {'N': $string($ceil($millis() / 1000) + ${SHOWN_DAYS * 86_400})}`,
  ].join(', ');
  const remove = `{'Delete': {'TableName': $circuitTable, ${key}}}`;
  const show = `{'Update': {'TableName': $circuitTable, ${key}, 'UpdateExpression': '${set}', 'ExpressionAttributeValues': {${values}}}}`;
  const writes = (items: string, next: string) =>
    ({
      type: 'Task',
      call: transactWriteItems({ TransactItems: jsonataText(items) }),
      timeoutSeconds: TABLE_TIMEOUT_SECONDS,
      retry: [{ errors: ['States.ALL'], intervalSeconds: 1, maxAttempts: 2 }],
      catch: [{ errors: ['States.ALL'], output: {}, next }],
      assign: { events: jsonataText(`$events + ${HISTORY_EVENTS.task}`) },
      output: {},
      next,
    }) as const;
  return {
    'Show circuits': {
      ...writes(
        // A filter right behind a list loses its items in JSONata: hence the parentheses.
        `[([${circuits}][circuit.state != circuit.announced]).(circuit.state = 'CLOSED' ? ${remove} : ${show})]`,
        'Announce',
      ),
      comment: 'For the watchdog: it sees a circuit that is not CLOSED even when this execution has ended',
    },
    'Take circuits down': {
      ...writes(`[[${circuits}].${remove}]`, 'Done'),
      comment: 'The batch is done, and its circuits with it',
    },
  };
}
