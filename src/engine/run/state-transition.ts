import type { ErrorOutput } from './catcher.js';
import { BLOCKED, type CompiledState, type Outcome } from './compiled-state.js';
import { matchesError } from './error-matching.js';
import type { Frame } from './frame.js';
import { RetryAccount } from './retry-policy.js';
import { toStateFailure, type StateFailure } from './state-failure.js';

/** Enters a state: the first attempt, with fresh retry counters. */
export function enterState(frame: Frame, state: CompiledState): void {
  const { execution } = frame;
  frame.state = state;
  frame.retryCount = 0;
  frame.retries = undefined;
  frame.taskToken = undefined;
  frame.forked = undefined;
  frame.eventBeforeState = frame.lastEvent;
  frame.enteredAt = execution.clock.now();
  execution.billTransition();
  frame.record(state.entered, frame.stateInput);
  frame.enteredEvent = frame.lastEvent;
}

/** An attempt at the frame's state failed: tries again, goes to a catcher, or ends the frame. */
export function failState(frame: Frame, thrown: StateFailure): Outcome {
  const { state } = frame;
  if (state === undefined) return failFrame(frame, thrown);
  const failure = recordEvaluation(frame, state, locate(frame, state, thrown));
  if (state.retriers.length > 0) {
    frame.retries ??= new RetryAccount(state.retriers);
    const delay = frame.retries.nextDelay(failure, () => frame.random());
    if (delay !== undefined) return retryLater(frame, state, delay);
  }
  if (state.type === 'Map' || state.type === 'Parallel') frame.record({ type: `${state.type}StateFailed` });
  const catcher = state.catchers.find(({ errors }) => matchesError(errors, failure));
  if (catcher === undefined) return failFrame(frame, failure);
  try {
    return frame.leave(state, catcher.output(frame, frame.stateInput, errorOutput(failure)), catcher.next);
  } catch (error) {
    return failFrame(frame, recordEvaluation(frame, state, locate(frame, state, toStateFailure(error))));
  }
}

/** Ends a frame with a failure: the execution's own, or that of the state that forked it. */
export function failFrame(frame: Frame, failure: StateFailure): Outcome {
  frame.isDead = true;
  if (frame.fork === undefined) frame.execution.fail(frame, failure);
  else frame.fork.childFailed(frame, failure);
  return BLOCKED;
}

/** AWS bills every retry of a state as a transition (https://aws.amazon.com/step-functions/pricing/). */
function retryLater(frame: Frame, state: CompiledState, delay: number): Outcome {
  frame.retryCount++;
  frame.forked = undefined;
  frame.execution.billTransition();
  const cancel = frame.execution.clock.timer(delay, () => frame.wake(() => state.begin(frame)));
  return frame.block({ abort: cancel });
}

function locate(frame: Frame, state: CompiledState, failure: StateFailure): StateFailure {
  if (!failure.located) return failure;
  const place = `An error occurred while executing the state '${state.name}' (entered at the event id #${frame.enteredEvent}). `;
  return { ...failure, located: false, cause: place + (failure.cause ?? '') };
}

/** Records a failed expression once: the states around it only pass the failure on. */
function recordEvaluation(frame: Frame, state: CompiledState, failure: StateFailure): StateFailure {
  const { evaluation, error, cause, ...rest } = failure;
  if (evaluation === undefined) return failure;
  frame.lastEvent = frame.eventBeforeState;
  const kind = { type: 'EvaluationFailed', name: state.name };
  frame.record(kind, undefined, { error, cause, location: evaluation.location });
  return { ...rest, error, cause };
}

function errorOutput({ error, cause }: StateFailure): ErrorOutput {
  return { Error: error ?? '', Cause: cause ?? '' };
}
