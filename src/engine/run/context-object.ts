import { isoTime } from '../json/timestamp.js';
import type { Frame } from './frame.js';

/** The context object, `$$` or `$states.context` (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html). */
export function contextObject(frame: Frame): Readonly<Record<string, unknown>> {
  const { execution, state, item, taskToken } = frame;
  const State = { Name: state?.name, EnteredTime: isoTime(frame.enteredAt) };
  const context: Record<string, unknown> = {
    ...execution.context,
    // As recorded: Express executions do not show how often a state was retried.
    State: execution.type === 'STANDARD' ? { ...State, RetryCount: frame.retryCount } : State,
  };
  if (item !== undefined) context['Map'] = { Item: { Index: item.index, Value: item.value } };
  if (taskToken !== undefined) context['Task'] = { Token: taskToken };
  return context;
}
