import { checkResourceName } from '../names/resource-name.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { required, text } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, name, payload } from '../wire/request-members.js';

/**
 * Idempotent for Standard machines: the same name and input while it runs give the same execution.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export const startExecution = operation(
  { stateMachineArn: required(arn), name, input: payload, traceHeader: text({ max: 256 }) },
  (request, service) => {
    const { input = '{}', traceHeader } = request;
    const executionName = request.name === undefined ? undefined : checkResourceName(request.name);
    const { execution } = service.start(service.target(request.stateMachineArn), {
      name: executionName,
      input,
      traceHeader,
    });
    return { executionArn: execution.executionArn, startDate: epochSeconds(execution.startDate) };
  },
);
