/** Why a state did not end well: AWS's error name and cause, and what may be done about it. Thrown and passed on inside the engine. */
export interface StateFailure {
  readonly failure: true;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** Whether Retry and Catch may match it. `States.Runtime` and an oversized state output end the execution at once. */
  readonly catchable: boolean;
  /** Whether the cause is to begin with the state's name and the id of the event that entered it, as AWS does. */
  readonly located: boolean;
  /** An expression failed: recorded as EvaluationFailed; `location` is the field, such as `Output/total`. */
  readonly evaluation?: { readonly location?: string };
  /** A heartbeat was missed: called States.Timeout, and matched by the name States.HeartbeatTimeout too. */
  readonly heartbeat?: boolean;
}

export function isStateFailure(thrown: unknown): thrown is StateFailure {
  return typeof thrown === 'object' && thrown !== null && 'failure' in thrown && thrown.failure === true;
}

/** A failure of the work itself: what a task answered, a Fail state said, a child failed with. */
export function failure(error: string | undefined, cause: string | undefined): StateFailure {
  return { failure: true, error, cause, catchable: true, located: false };
}

/** `States.Runtime`: a path that leads nowhere, an intrinsic function that fails, a value no field can take. Never caught. */
export function runtimeFailure(cause: string): StateFailure {
  return { failure: true, error: 'States.Runtime', cause, catchable: false, located: true };
}

/** `States.QueryEvaluationError`: a JSONata expression failed, gave nothing, or gave a value of the wrong type. */
export function evaluationFailure(cause: string, location?: string): StateFailure {
  return {
    failure: true,
    error: 'States.QueryEvaluationError',
    cause,
    catchable: true,
    located: true,
    evaluation: location === undefined ? {} : { location },
  };
}

/** `States.Timeout`, without a cause, for a timeout and for a missed heartbeat. */
export function timeoutFailure(heartbeat: boolean): StateFailure {
  return { failure: true, error: 'States.Timeout', cause: undefined, catchable: true, located: false, heartbeat };
}

/** `States.DataLimitExceeded`: a task result above 256 KiB can be caught, a state output cannot (as recorded on AWS). */
export function dataLimitFailure(what: string, catchable: boolean): StateFailure {
  return {
    failure: true,
    error: 'States.DataLimitExceeded',
    cause: `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    catchable,
    located: false,
  };
}

/** Anything else that was thrown while a state ran: a defect of the engine or of a clock, shown rather than hidden. */
export function toStateFailure(thrown: unknown): StateFailure {
  if (isStateFailure(thrown)) return thrown;
  return runtimeFailure(`Internal error: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
}
