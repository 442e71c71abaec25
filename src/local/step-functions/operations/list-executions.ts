import { invalid, ApiError } from '../wire/api-error.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { text } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { pageOf } from '../wire/page.js';
import { arn, longArn, longPageToken, maxResults } from '../wire/request-members.js';
import type { ExecutionRecord } from '../records/execution-record.js';
import { redriveCounts } from '../records/redrive.js';
import type { StepFunctions } from '../step-functions.js';

const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'] as const;

/** Newest first: https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
export const listExecutions = operation(
  {
    stateMachineArn: arn,
    mapRunArn: longArn,
    statusFilter: text({ values: STATUSES }),
    redriveFilter: text({ values: ['REDRIVEN', 'NOT_REDRIVEN'] }),
    maxResults,
    nextToken: longPageToken,
  },
  (request, service) => {
    const { stateMachineArn, mapRunArn, statusFilter, redriveFilter } = request;
    if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
      throw invalid('Must provide a state machine ARN or a map run ARN, and not both.');
    }
    const all =
      stateMachineArn === undefined
        ? mapRunExecutions(service, mapRunArn ?? '')
        : executionsOf(service, stateMachineArn);
    const found = all.filter(
      ({ execution }) =>
        (statusFilter === undefined || execution.status === statusFilter) &&
        (redriveFilter === undefined || redriveCounts(execution).redriveCount > 0 === (redriveFilter === 'REDRIVEN')),
    );
    const list = `ListExecutions/${stateMachineArn ?? mapRunArn}/${statusFilter ?? ''}/${redriveFilter ?? ''}`;
    const { items, nextToken } = pageOf(found.toReversed(), request, list);
    return { executions: items.map(listItem), nextToken };
  },
);

function executionsOf(service: StepFunctions, stateMachineArn: string): readonly ExecutionRecord[] {
  const { machine, alias, version } = service.stateMachines.resolve(stateMachineArn);
  if (machine.type === 'EXPRESS') {
    throw new ApiError('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine');
  }
  return service.executions
    .all()
    .filter(
      (record) =>
        record.machine === machine &&
        (alias === undefined
          ? version === undefined || record.versionArn === version.arn
          : record.aliasArn === alias.arn),
    );
}

function mapRunExecutions(service: StepFunctions, mapRunArn: string): readonly ExecutionRecord[] {
  return service
    .mapRun(mapRunArn)
    .executions()
    .flatMap((execution) => service.executions.recordOf(execution) ?? []);
}

function listItem({ execution, versionArn, aliasArn }: ExecutionRecord): Readonly<Record<string, unknown>> {
  const { stopDate } = execution;
  return {
    executionArn: execution.executionArn,
    stateMachineArn: execution.stateMachineArn,
    mapRunArn: execution.mapRunArn,
    itemCount: execution.itemCount,
    stateMachineVersionArn: versionArn,
    stateMachineAliasArn: aliasArn,
    name: execution.name,
    status: execution.status,
    startDate: epochSeconds(execution.startDate),
    ...(stopDate === undefined ? {} : { stopDate: epochSeconds(stopDate) }),
    ...redriveCounts(execution),
  };
}
