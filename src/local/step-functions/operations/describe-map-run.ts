import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { longArn } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html */
export const describeMapRun = operation({ mapRunArn: required(longArn) }, ({ mapRunArn }, service) => {
  const run = service.mapRun(mapRunArn);
  const { startDate, stopDate } = run;
  return {
    mapRunArn,
    executionArn: run.executionArn,
    status: run.status,
    startDate: epochSeconds(startDate),
    ...(stopDate === undefined ? {} : { stopDate: epochSeconds(stopDate) }),
    maxConcurrency: run.maxConcurrency,
    toleratedFailureCount: run.toleratedFailureCount,
    toleratedFailurePercentage: run.toleratedFailurePercentage,
    itemCounts: run.itemCounts,
    executionCounts: run.executionCounts,
    redriveCount: run.redriveCount,
    ...(run.redriveDate === undefined ? {} : { redriveDate: epochSeconds(run.redriveDate) }),
  };
});
