import { createHash, randomUUID } from 'node:crypto';
import type { DescribeExecutionOutput, HistoryEvent as SdkEvent, SFNClient } from '@aws-sdk/client-sfn';
import type { HistoryEvent } from '../../../engine/index.js';
import { parseJson, type JsonObject } from '../../json-object.js';
import { Run } from '../../run/run.js';
import type { RunOrder } from '../../run-order.js';
import { TEST_CASE } from '../mock-config.js';

type Sdk = typeof import('@aws-sdk/client-sfn');

/** How often an execution is looked at, in real milliseconds. */
const POLL_MS = 50;

/** How one execution is run by way of the API. */
export interface EndpointRun {
  readonly sdk: Sdk;
  readonly client: SFNClient;
  readonly order: RunOrder;
  readonly target: string;
  readonly roleArn: string;
  /** Whether the endpoint has the mocks of this run in its MockConfigFile. */
  readonly hasTestCase: boolean;
}

/** The name of a machine there: another definition is another machine, as an emulator may keep those of earlier runs. */
export function endpointMachineName({ machineName, definition, type }: RunOrder): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([definition, type]))
    .digest('hex')
    .slice(0, 8);
  return `${machineName.slice(0, 60)}-${hash}`;
}

/** Creates the machine, starts an execution, waits for its end in real time, and reads its history. */
export async function runByApi({ sdk, client, order, target, roleArn, hasTestCase }: EndpointRun): Promise<Run> {
  const { definition, type, input, options } = order;
  const created = await client.send(
    new sdk.CreateStateMachineCommand({
      name: endpointMachineName(order),
      definition: JSON.stringify(definition),
      type,
      roleArn,
    }),
  );
  const { executionArn } = await client.send(
    new sdk.StartExecutionCommand({
      stateMachineArn: created.stateMachineArn + (hasTestCase ? `#${TEST_CASE}` : ''),
      name: options.name ?? randomUUID(),
      input: JSON.stringify(input),
    }),
  );
  const description = await waitForEnd(sdk, client, executionArn);
  return new Run(recordOf(definition, target, description, await readHistory(sdk, client, executionArn)));
}

async function waitForEnd(
  sdk: Sdk,
  client: SFNClient,
  executionArn: string | undefined,
): Promise<DescribeExecutionOutput> {
  for (;;) {
    const description = await client.send(new sdk.DescribeExecutionCommand({ executionArn }));
    if (description.status !== 'RUNNING') return description;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function readHistory(
  sdk: Sdk,
  client: SFNClient,
  executionArn: string | undefined,
): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  const pages = sdk.paginateGetExecutionHistory(
    { client, pageSize: 1000 },
    { executionArn, includeExecutionData: true },
  );
  for await (const page of pages) events.push(...(page.events ?? []).map(historyEvent));
  return events;
}

/** The SDK's types say that anything may be missing; what is always there is made sure of, the details are passed on. */
function historyEvent({
  id = 0,
  previousEventId = 0,
  timestamp = new Date(0),
  type,
  ...details
}: SdkEvent): HistoryEvent {
  const rest: JsonObject = { ...details };
  return { ...rest, id, previousEventId, timestamp, type: String(type) };
}

function recordOf(
  definition: JsonObject,
  target: string,
  description: DescribeExecutionOutput,
  events: readonly HistoryEvent[],
): Run['record'] {
  const { status, input, output, error, cause, startDate = new Date(0), stopDate } = description;
  return {
    definition,
    target,
    isVirtualTime: false,
    input: parseJson(input),
    events,
    // A map run's child that waits to be redriven has failed.
    status: status === 'PENDING_REDRIVE' || status === undefined ? 'FAILED' : status,
    ...(output === undefined ? {} : { output: parseJson(output) }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    startedAt: startDate,
    until: stopDate ?? startDate,
  };
}
