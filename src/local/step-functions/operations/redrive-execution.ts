import { isRedrivable } from '../records/redrivable-execution.js';
import { redriveObstacle } from '../records/redrive.js';
import { ApiError } from '../wire/api-error.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { required, text } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html */
export const redriveExecution = operation(
  { executionArn: required(arn), clientToken: text({ min: 1, max: 64 }) },
  ({ executionArn }, service) => {
    const { execution } = service.executions.get(executionArn);
    const now = service.clock.now();
    const obstacle = redriveObstacle(execution, now);
    if (obstacle !== undefined) throw new ApiError('ExecutionNotRedrivable', obstacle);
    if (!isRedrivable(execution)) {
      throw new ApiError(
        'ExecutionNotRedrivable',
        'The engine behind this endpoint cannot redrive executions: start a new one.',
      );
    }
    execution.redrive();
    return { redriveDate: epochSeconds(now) };
  },
);
