import type { Protocol } from './circuit-protocol.js';
import type { ProbeRequest, StoreAnswer } from './circuit-store.js';
import type { TransitionParameters } from './transition.js';
import type { TransitionName } from './transitions.js';

/**
 * A check for a store that knows reads and single conditional writes, such as DynamoDB. It writes only when a probe
 * is due; of several callers that find it due, the condition on the generation lets one through.
 */
export function* checkByReading({ owner, leaseMs, failureThreshold }: ProbeRequest): Protocol<StoreAnswer> {
  const found = yield { kind: 'read' };
  const { st, gen, forced, open_until: openUntil = 0, probe_until: probeUntil = 0 } = found.record;
  const due = !forced && st !== 'CLOSED' && (st === 'OPEN' ? openUntil : probeUntil) <= found.now;
  if (!due) return found;
  return yield {
    kind: 'attempt',
    transitions: ['acquireProbe'],
    parameters: { gen, owner, leaseMs, failureThreshold },
  };
}

/** Several transitions one after the other, each as its own conditional write: until one happens. */
export function* attemptOneByOne(
  transitions: readonly TransitionName[],
  parameters: TransitionParameters,
): Protocol<StoreAnswer> {
  let answer: StoreAnswer | undefined;
  for (const transition of transitions) {
    answer = yield { kind: 'attempt', transitions: [transition], parameters };
    if (answer.applied) return answer;
  }
  if (!answer) throw new TypeError('An attempt names no transition. Name at least one.');
  return answer;
}

/** Turns a protocol into one that asks for reads and single conditional writes only. */
export function* byConditionalWrites<Result>(protocol: Protocol<Result>): Protocol<Result> {
  let step = protocol.next();
  while (!step.done) {
    const request = step.value;
    if (request.kind === 'check') step = protocol.next(yield* checkByReading(request.probe));
    else if (request.kind === 'attempt')
      step = protocol.next(yield* attemptOneByOne(request.transitions, request.parameters));
    else step = protocol.next(yield request);
  }
  return step.value;
}
