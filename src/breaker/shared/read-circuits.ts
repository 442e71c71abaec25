import { integration } from '../../asl/index.js';
import { circuitVariable } from '../circuit-record.js';
import { HISTORY_EVENTS } from '../history-events.js';
import type { Blueprint, States } from '../machine/blueprint.js';
import { jsonataText, jsonataTexts } from '../machine/jsonata-text.js';
import { TABLE_TIMEOUT_SECONDS } from './circuit-write.js';
import { readExpression, unknownExpression } from './shared-circuit-expression.js';
import { reportUnavailable } from './store-unavailable.js';

const batchGetItem = integration<{ RequestItems: object }, object>('aws-sdk:dynamodb:batchGetItem');

/** A table under pressure may leave keys out of its answer. */
const LEFT_OUT = '$exists($states.result.UnprocessedKeys.*)';

/**
 * `Read circuits`: every target's circuit in one request, before each decision. While the table cannot be reached all
 * count as CLOSED, `Store unavailable` tells, and nothing is written.
 */
export function readCircuitsStates({ circuitKeys, targetNames }: Blueprint): States {
  // Two targets may be one model: a request must not name a key twice.
  const keys = [...new Set(Object.values(circuitKeys))].map((key) => `{'circuit': {'S': ${JSON.stringify(key)}}}`);
  const item = (target: string) => `$states.result.Responses.*[circuit.S = ${JSON.stringify(circuitKeys[target])}]`;
  const events = `$events + ${HISTORY_EVENTS.read}`;
  const assigned = (expression: (target: string) => string) =>
    jsonataTexts({ ...Object.fromEntries(targetNames.map((t) => [circuitVariable(t), expression(t)])), events });
  return {
    'Read circuits': {
      type: 'Task',
      comment: 'The circuits as executions and the request path have left them',
      call: batchGetItem({
        RequestItems: jsonataText(`{$circuitTable: {'ConsistentRead': true, 'Keys': [${keys.join(', ')}]}}`),
      }),
      timeoutSeconds: TABLE_TIMEOUT_SECONDS,
      catch: [
        {
          errors: ['States.ALL'],
          assign: assigned((t) => unknownExpression(t)),
          output: {},
          next: 'Store unavailable',
        },
      ],
      assign: {
        ...assigned((t) => `${LEFT_OUT} ? ${unknownExpression(t)} : ${readExpression(t, item(t))}`),
        unavailable: jsonataText(LEFT_OUT),
      },
      output: {},
      next: 'Route',
    },
    'Store unavailable': {
      ...reportUnavailable,
      comment: 'The circuit table cannot be reached: the circuits count as CLOSED, nothing is written, an alarm tells',
      catch: [{ errors: ['States.ALL'], assign: { unavailable: false }, output: {}, next: 'Route' }],
      assign: { unavailable: false, events: jsonataText(`$events + ${HISTORY_EVENTS.task}`) },
      output: {},
      next: 'Route',
    },
  };
}
