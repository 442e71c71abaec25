import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { cause, errorName, taskToken } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskFailure.html */
export const sendTaskFailure = operation(
  { taskToken: required(taskToken), error: errorName, cause },
  ({ taskToken: token, error, cause: why }, service) => {
    service.answerTask(token, () =>
      service.engine.sendTaskFailure({
        taskToken: token,
        ...(error === undefined ? {} : { error }),
        ...(why === undefined ? {} : { cause: why }),
      }),
    );
    return {};
  },
);
