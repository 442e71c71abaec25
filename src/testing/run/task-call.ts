import { isObject } from '../json-object.js';
import { addressOf, visitsIn, type Attempt, type Failure, type Frame } from './visit.js';
import type { StateEntry } from '../definition/state-index.js';

/** A task that was scheduled: one for every attempt. */
export interface TaskCall {
  readonly state: string;
  /** With the iterations and branches the state is in: `Each[0].Score`. */
  readonly address: string;
  /** The Resource of the state. */
  readonly resource: string;
  /** The payload for Lambda, however the function is called; else the arguments of the task. */
  readonly arguments: unknown;
  /** The arguments as the service gets them. */
  readonly parameters: unknown;
  /** 0 for the first attempt, 1 for the first retry. */
  readonly retry: number;
  /** Milliseconds since the start of the execution. */
  readonly at: number;
  readonly result?: unknown;
  readonly failure?: Failure;
}

/** All tasks in the order in which they were scheduled. */
export function taskCallsIn(root: Frame, states: ReadonlyMap<string, StateEntry>): readonly TaskCall[] {
  const calls = visitsIn(root)
    .filter(({ type }) => type === 'Task')
    .flatMap((visit) => {
      const resource = String(states.get(visit.state)?.fields['Resource'] ?? '');
      return visit.attempts.map((attempt, retry) => ({
        state: visit.state,
        address: addressOf(visit),
        resource,
        retry,
        at: attempt.at,
        arguments: payloadOf(resource, attempt.arguments),
        parameters: attempt.arguments,
        ...resultOf(attempt),
      }));
    });
  return calls.toSorted((a, b) => a.at - b.at);
}

/** What a task works on: for `lambda:invoke` the payload in its arguments. */
export function payloadOf(resource: string, parameters: unknown): unknown {
  if (!/:lambda:invoke(?:\.|$)/.test(resource) || !isObject(parameters)) return parameters;
  return parameters['Payload'] ?? {};
}

function resultOf(attempt: Attempt): Pick<TaskCall, 'result' | 'failure'> {
  return {
    ...('result' in attempt ? { result: attempt.result } : {}),
    ...(attempt.failure === undefined ? {} : { failure: attempt.failure }),
  };
}
