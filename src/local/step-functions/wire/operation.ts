import type { StepFunctions } from '../step-functions.js';
import { readRequest, type Members, type RequestOf } from './members.js';

/** What an operation may know of the call beside its request. */
export interface Call {
  /** Aborts when the caller disconnects, or the server stops. */
  readonly signal: AbortSignal;
}

/** An operation of the API: a request body goes in, what is to be answered comes out. */
export type Operation = (body: unknown, service: StepFunctions, call: Call) => unknown;

/**
 * Makes an operation of what its request may hold and what it does.
 *
 * @param run may throw an ApiError
 */
export function operation<M extends Members>(
  members: M,
  run: (request: RequestOf<M>, service: StepFunctions, call: Call) => unknown,
): Operation {
  return (body, service, call) => run(readRequest(members, body), service, call);
}
