import { EngineError } from '../../../engine/index.js';
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
    try {
      execution.redrive();
    } catch (error) {
      throw error instanceof EngineError ? new ApiError(error.name, error.message) : error;
    }
    return { redriveDate: epochSeconds(execution.redriveDate ?? service.clock.now()) };
  },
);
