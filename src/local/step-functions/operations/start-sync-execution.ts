import { checkResourceName } from '../names/resource-name.js';
import { ApiError } from '../wire/api-error.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { required, text } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, includedData, name, payload } from '../wire/request-members.js';

/** Express durations are billed in steps of 100 ms, memory in steps of 64 MB (https://aws.amazon.com/step-functions/pricing/). */
const BILLING_STEP_MS = 100;
const BILLED_MEMORY_MB = 64;

/**
 * Starts an Express execution and answers when it has ended.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 */
export const startSyncExecution = operation(
  { stateMachineArn: required(arn), name, input: payload, traceHeader: text({ max: 256 }), includedData },
  async (request, service) => {
    const { input = '{}', traceHeader } = request;
    const executionName = request.name === undefined ? undefined : checkResourceName(request.name);
    const [stateMachineArn = '', testCase] = request.stateMachineArn.split('#');
    const target = service.target(stateMachineArn);
    if (target.machine.type !== 'EXPRESS') {
      throw new ApiError(
        'StateMachineTypeNotSupported',
        'This operation is not supported by this type of state machine',
      );
    }
    const { execution, machine } = service.executions.start(target, {
      name: executionName,
      input,
      traceHeader,
      testCase,
    });
    const { executionArn, startDate } = execution;
    const { status, output, error, cause, stopDate = startDate } = await execution.finished;
    const duration = Number(stopDate) - Number(startDate);
    const withData = request.includedData !== 'METADATA_ONLY';
    return {
      executionArn,
      stateMachineArn: machine.arn,
      name: execution.name,
      startDate: epochSeconds(startDate),
      stopDate: epochSeconds(stopDate),
      status: status === 'ABORTED' ? 'FAILED' : status,
      ...(withData ? { input, inputDetails: { included: true } } : {}),
      ...(withData && output !== undefined
        ? { output: JSON.stringify(output), outputDetails: { included: true } }
        : {}),
      error,
      cause,
      traceHeader,
      billingDetails: {
        billedMemoryUsedInMB: BILLED_MEMORY_MB,
        billedDurationInMilliseconds: Math.max(1, Math.ceil(duration / BILLING_STEP_MS)) * BILLING_STEP_MS,
      },
    };
  },
);
