import { isoTime } from '../json/timestamp.js';
import type { Frame } from './frame.js';

/** The context object, `$$` or `$states.context` (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html). */
export function contextObject(frame: Frame): Readonly<Record<string, unknown>> {
  const { execution, state, item, taskToken } = frame;
  const context: Record<string, unknown> = {
    ...execution.context,
    State: { Name: state?.name, EnteredTime: isoTime(frame.enteredAt), RetryCount: frame.retryCount },
  };
  if (item !== undefined) context['Map'] = { Item: { Index: item.index, Value: item.value } };
  if (taskToken !== undefined) context['Task'] = { Token: taskToken };
  return context;
}
