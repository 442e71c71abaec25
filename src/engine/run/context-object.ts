import type { Frame } from './frame.js';

/** The context object, `$$` or `$states.context` (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html). */
export function contextObject(frame: Frame): Readonly<Record<string, unknown>> {
  const { execution, state, item, taskToken } = frame;
  return {
    Execution: {
      Id: execution.executionArn,
      Input: execution.input,
      StartTime: execution.startDate.toISOString(),
      Name: execution.name,
      RoleArn: execution.origin.roleArn,
      // Express executions cannot be redriven, so they have no count.
      ...(execution.type === 'STANDARD' ? { RedriveCount: 0 } : {}),
    },
    StateMachine: { Id: execution.stateMachineArn, Name: execution.machineName },
    State: {
      Name: state?.name,
      EnteredTime: new Date(frame.enteredAt).toISOString(),
      RetryCount: frame.retryCount,
    },
    ...(item === undefined ? {} : { Map: { Item: { Index: item.index, Value: item.value } } }),
    ...(taskToken === undefined ? {} : { Task: { Token: taskToken } }),
  };
}
