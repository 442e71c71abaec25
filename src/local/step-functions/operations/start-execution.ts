import { checkResourceName } from '../names/resource-name.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { required, text } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, name, payload } from '../wire/request-members.js';

/**
 * `arn#TestCase` takes the results of tasks from the MockConfigFile, as in AWS's Step Functions Local. Idempotent for Standard machines: the same name and input while it runs give the same execution.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export const startExecution = operation(
  { stateMachineArn: required(arn), name, input: payload, traceHeader: text({ max: 256 }) },
  (request, service) => {
    const { input = '{}', traceHeader } = request;
    const executionName = request.name === undefined ? undefined : checkResourceName(request.name);
    const [stateMachineArn = '', testCase] = request.stateMachineArn.split('#');
    const { execution } = service.executions.start(service.target(stateMachineArn), {
      name: executionName,
      input,
      traceHeader,
      testCase,
    });
    return { executionArn: execution.executionArn, startDate: epochSeconds(execution.startDate) };
  },
);
