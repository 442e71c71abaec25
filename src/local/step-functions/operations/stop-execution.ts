import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, cause, errorName } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html */
export const stopExecution = operation(
  { executionArn: required(arn), error: errorName, cause },
  ({ executionArn, error, cause: why }, service) => {
    const { execution } = service.executions.get(executionArn);
    execution.stop({ ...(error === undefined ? {} : { error }), ...(why === undefined ? {} : { cause: why }) });
    return { stopDate: epochSeconds(execution.stopDate ?? service.clock.now()) };
  },
);
