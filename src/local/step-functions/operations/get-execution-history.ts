import type { HistoryEvent } from '../../../engine/index.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { boolean, required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { pageOf } from '../wire/page.js';
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
    const { execution, revision } = service.execution(executionArn);
    const events = execution.history();
    const { items, nextToken } = pageOf(
      reverseOrder ? events.reverse() : events,
      request,
      `GetExecutionHistory/${executionArn}/${reverseOrder}`,
    );
    return { events: items.map((event) => render(event, includeExecutionData, revision.roleArn)), nextToken };
  },
);

/** What an event holds of the execution's data. */
const DATA = new Set(['input', 'output', 'parameters', 'assignedVariables']);

function render(event: HistoryEvent, withData: boolean, roleArn: string): Readonly<Record<string, unknown>> {
  const members = Object.entries(event).map(([name, value]): [string, unknown] => {
    if (name === 'timestamp') return [name, epochSeconds(event.timestamp)];
    if (name === 'executionStartedEventDetails') return [name, details({ ...Object(value), roleArn }, withData)];
    return [name, name.endsWith('EventDetails') ? details(value, withData) : value];
  });
  return Object.fromEntries(members);
}

function details(value: unknown, withData: boolean): unknown {
  if (withData || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !DATA.has(name)));
}
