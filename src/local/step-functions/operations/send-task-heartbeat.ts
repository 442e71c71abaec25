import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { taskToken } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskHeartbeat.html */
export const sendTaskHeartbeat = operation({ taskToken: required(taskToken) }, ({ taskToken: token }, service) => {
  service.answerTask(token, () => service.engine.sendTaskHeartbeat({ taskToken: token }));
  return {};
});
