import type { HistoryEvent } from '../../../engine/index.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { boolean, required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { rangeOf } from '../wire/page.js';
import { arn, maxResults, pageToken } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
export const getExecutionHistory = operation(
  {
    executionArn: required(arn),
    maxResults,
    nextToken: pageToken,
    reverseOrder: boolean(),
    includeExecutionData: boolean(),
  },
  (request, service) => {
    const { executionArn, reverseOrder = false, includeExecutionData = true } = request;
    const { execution } = service.executions.get(executionArn);
    const list = `GetExecutionHistory/${executionArn}/${reverseOrder}`;
    const { from, to, nextToken } = rangeOf(execution.eventCount, request, list);
    const events = reverseOrder
      ? execution.history(execution.eventCount - to, execution.eventCount - from).reverse()
      : execution.history(from, to);
    return { events: events.map((event) => render(event, includeExecutionData)), nextToken };
  },
);

/** What an event holds of the execution's data. */
const DATA = new Set(['input', 'output', 'parameters', 'assignedVariables']);

function render(event: HistoryEvent, withData: boolean): Readonly<Record<string, unknown>> {
  const members = Object.entries(event).map(([name, value]) => {
    if (name === 'timestamp') return [name, epochSeconds(event.timestamp)];
    return [name, withData || !name.endsWith('EventDetails') ? value : withoutData(value)];
  });
  return Object.fromEntries(members);
}

function withoutData(details: unknown): unknown {
  return Object.fromEntries(Object.entries(Object(details)).filter(([name]) => !DATA.has(name)));
}
