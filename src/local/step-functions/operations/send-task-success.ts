import { ApiError } from '../wire/api-error.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { payload, taskToken } from '../wire/request-members.js';
import { parseJsonText } from '../wire/json-text.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html */
export const sendTaskSuccess = operation(
  { taskToken: required(taskToken), output: required(payload) },
  ({ taskToken: token, output }, service) => {
    // A wrong token is told before a wrong output, so the output is read when there is a task for it.
    service.answerTask(token, () => service.engine.sendTaskHeartbeat({ taskToken: token }));
    const value = parseOutput(output);
    service.answerTask(token, () => service.engine.sendTaskSuccess({ taskToken: token, output: value }));
    return {};
  },
);

function parseOutput(output: string): unknown {
  try {
    return parseJsonText(output);
  } catch (error) {
    throw new ApiError('InvalidOutput', `Invalid Output: '${error instanceof Error ? error.message : String(error)}'`);
  }
}
