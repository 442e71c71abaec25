import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, name } from '../wire/request-members.js';

/** How long a poll waits for a task. In the time of the machine: a poll that moved virtual time would run into the task's own limits. */
const POLL_MS = 60_000;

/** Answers without a token when no task came within a minute: https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html */
export const getActivityTask = operation(
  { activityArn: required(arn), workerName: name },
  async ({ activityArn, workerName }, service, { signal: gone }) => {
    service.activity(activityArn);
    const signal = AbortSignal.any([gone, service.closing, AbortSignal.timeout(POLL_MS)]);
    const task = await service.engine.pollActivity({
      activityArn,
      ...(workerName === undefined ? {} : { workerName }),
      signal,
    });
    return task === undefined ? {} : { taskToken: task.taskToken, input: JSON.stringify(task.input) };
  },
);
