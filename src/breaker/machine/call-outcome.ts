import type { Expression, Retrier } from '../../asl/index.js';
import { HISTORY_EVENTS } from '../history-events.js';
import { jsonataText } from './jsonata-text.js';

/**
 * What an item's call leaves behind, in a Map's results and in the history: a served item names its `tier`, a failed
 * call its error class (`kind`). These alone tell every item's outcome in a history.
 */
export interface Served<Item = unknown, Value = unknown> {
  readonly ok: true;
  readonly item: Item;
  readonly tier: string;
  readonly value: Value;
  readonly retries: number;
}

const retries = jsonataText('$states.context.State.RetryCount');

/**
 * The output of a call that succeeded.
 *
 * @param item JSONata for the item
 * @param value the reference to what the call returned
 */
export const servedOutput = (tier: string, item: string, value: Expression<unknown, 'result'>) => ({
  ok: true,
  item: jsonataText(item),
  tier,
  value,
  retries,
});

/** JSONata condition: the state has been at work for longer than a call may take. */
export const slowExpression = (slowCallMs: number): string =>
  `$millis() - $toMillis($states.context.State.EnteredTime) > ${slowCallMs}`;

/**
 * The output of a call that failed, written in a Catch. The time is taken here: `State.EnteredTime` is when the call
 * began, and a window over beginnings would miss failures that arrive together.
 *
 * @param entry JSONata for the queue's entry
 */
export const failedOutput = (entry: string, errorClass: string) => ({
  ok: false,
  item: jsonataText(`${entry}.item`),
  tries: jsonataText(`${entry}.tries`),
  target: jsonataText(`${entry}.target`),
  kind: jsonataText(errorClass),
  error: jsonataText('$states.errorOutput.Error'),
  at: jsonataText('$millis()'),
  retries,
});

/** JSONata: the history events used, after a chunk whose iterations cost `each`, and `failure` more when they fail. */
export const eventsAfterChunk = (each: number, failure: number = HISTORY_EVENTS.failure): string =>
  [
    `$events + ${HISTORY_EVENTS.chunk} + ${each} * $count($states.result)`,
    `${failure} * $count($states.result[ok = false])`,
    `${HISTORY_EVENTS.retry} * $sum($states.result.retries)`,
  ].join(' + ');

/** Lambda's own errors, which say nothing about the target. The target's errors are retried inside the function: one layer retries, never two. */
export const lambdaRetry: Retrier = {
  errors: [
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
  ],
  intervalSeconds: 1,
  backoffRate: 2,
  maxAttempts: 4,
  maxDelaySeconds: 20,
  jitterStrategy: 'FULL',
};
