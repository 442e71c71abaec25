import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { pageOf } from '../wire/page.js';
import { arn, maxResults, pageToken } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListMapRuns.html */
export const listMapRuns = operation(
  { executionArn: required(arn), maxResults, nextToken: pageToken },
  (request, service) => {
    const { executionArn } = request;
    service.executions.get(executionArn);
    const runs = service.engine.mapRuns().filter((run) => run.executionArn === executionArn);
    const { items, nextToken } = pageOf(runs, request, `ListMapRuns/${executionArn}`);
    return {
      mapRuns: items.map(({ mapRunArn, stateMachineArn, startDate, stopDate }) => ({
        executionArn,
        mapRunArn,
        stateMachineArn,
        startDate: epochSeconds(startDate),
        ...(stopDate === undefined ? {} : { stopDate: epochSeconds(stopDate) }),
      })),
      nextToken,
    };
  },
);
