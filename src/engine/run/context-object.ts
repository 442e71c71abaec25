import type { StateType } from '../definition/state-fields.js';
import { isoTime } from '../json/timestamp.js';
import type { Frame } from './frame.js';

/** The context object, `$$` or `$states.context` (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html). */
export function contextObject(frame: Frame): Readonly<Record<string, unknown>> {
  const { execution, state, item, taskToken } = frame;
  if (execution.givenContext !== undefined) return execution.givenContext;
  const State = { Name: state?.name, EnteredTime: isoTime(frame.enteredAt) };
  const context: Record<string, unknown> = {
    ...execution.context,
    State:
      state !== undefined && showsRetries(execution.type, state.type)
        ? { ...State, RetryCount: frame.retryCount }
        : State,
  };
  if (item !== undefined) context['Map'] = { Item: { Index: item.index, Value: item.value } };
  if (taskToken !== undefined) context['Task'] = { Token: taskToken };
  return context;
}

/** As recorded: in Express executions only states that can be retried show how often they were. */
function showsRetries(machine: 'STANDARD' | 'EXPRESS', state: StateType): boolean {
  return machine === 'STANDARD' || state === 'Task' || state === 'Map' || state === 'Parallel';
}
