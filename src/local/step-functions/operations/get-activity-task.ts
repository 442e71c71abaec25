import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, name } from '../wire/request-members.js';

/** How long a poll waits for a task, in the time of the clock: where waits take no time, it is over once nothing else is to happen. */
const POLL_MS = 60_000;

/** Answers without a token when no task came within a minute: https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html */
export const getActivityTask = operation(
  { activityArn: required(arn), workerName: name },
  async ({ activityArn, workerName }, service, { signal: gone }) => {
    service.activity(activityArn);
    const over = new AbortController();
    const cancel = service.clock.timer(POLL_MS, () => over.abort());
    const task = await service.engine.pollActivity({
      activityArn,
      ...(workerName === undefined ? {} : { workerName }),
      signal: AbortSignal.any([gone, service.closing, over.signal]),
    });
    cancel();
    return task === undefined ? {} : { taskToken: task.taskToken, input: JSON.stringify(task.input) };
  },
);
