import { epochSeconds } from '../wire/epoch-seconds.js';
import { required, text } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html */
export const redriveExecution = operation(
  { executionArn: required(arn), clientToken: text({ min: 1, max: 64 }) },
  ({ executionArn }, service) => {
    const record = service.executions.get(executionArn);
    service.executions.redrive(record);
    return { redriveDate: epochSeconds(record.execution.redriveDate ?? service.clock.now()) };
  },
);
