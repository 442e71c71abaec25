import { redriveView } from '../records/redrive.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, includedData } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
export const describeExecution = operation(
  { executionArn: required(arn), includedData },
  ({ executionArn, includedData: included }, service) => {
    const { execution, input, versionArn, aliasArn, traceHeader } = service.executions.get(executionArn);
    const { status, output, error, cause, stopDate } = execution;
    const withData = included !== 'METADATA_ONLY';
    return {
      executionArn,
      stateMachineArn: execution.stateMachineArn,
      stateMachineVersionArn: versionArn,
      stateMachineAliasArn: aliasArn,
      name: execution.name,
      status,
      startDate: epochSeconds(execution.startDate),
      ...(stopDate === undefined ? {} : { stopDate: epochSeconds(stopDate) }),
      ...(withData ? { input, inputDetails: { included: true } } : {}),
      ...(withData && output !== undefined
        ? { output: JSON.stringify(output), outputDetails: { included: true } }
        : {}),
      error,
      cause,
      traceHeader,
      mapRunArn: execution.mapRunArn,
      ...redriveView(execution),
    };
  },
);
