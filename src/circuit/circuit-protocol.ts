import { doubledResetMs, type CircuitRules } from './circuit-rules.js';
import type { CircuitState } from './circuit-state.js';
import type { CircuitStore, ProbeRequest, StoreAnswer } from './circuit-store.js';
import { effectiveState, type SharedCircuit } from './shared-circuit.js';
import type { TransitionParameters } from './transition.js';
import type { TransitionName } from './transitions.js';

/** What the protocol asks of a store; one request is one atomic step. */
export type StoreRequest =
  | { readonly kind: 'read' }
  | { readonly kind: 'check'; readonly probe: ProbeRequest }
  | {
      readonly kind: 'attempt';
      readonly transitions: readonly TransitionName[];
      readonly parameters: TransitionParameters;
    };

/** A conversation with a store that ends in a `Result`. Production awaits each answer; the explorer interleaves them. */
export type Protocol<Result> = Generator<StoreRequest, Result, StoreAnswer>;

/** Whether a call may go ahead, and what its report has to show. */
export type Admission =
  | {
      readonly admitted: true;
      /** The call is the one that finds out whether the model is back: no retry. */
      readonly probe: boolean;
      /** The generation that admitted it: a report of an older one changes nothing. */
      readonly generation: number;
      /** The time to the next probe, should this probe fail. */
      readonly nextResetMs: number;
      /** A probe's: the owner it was given to, who alone can report it. */
      readonly owner?: string;
    }
  | {
      readonly admitted: false;
      readonly state: CircuitState;
      /** Milliseconds until a probe may be due, if it is only a matter of time. */
      readonly retryInMs?: number;
    };

/** What a call came to: `uncounted` is an error that says nothing about the model, such as an invalid request. */
export type CallOutcome = 'succeeded' | 'counted' | 'exhausted' | 'uncounted';

/** Asks whether a call may go ahead. `owner` names this call, and no other, should it get the probe. */
export function* admission(rules: CircuitRules, owner: string): Protocol<Admission> {
  const { failureThreshold, leaseMs } = rules;
  const { record, now, applied } = yield { kind: 'check', probe: { owner, leaseMs, failureThreshold } };
  return admissionFor(rules, record, now, applied === 'acquireProbe');
}

/** The admission that a record allows by itself; a probe only to who acquired it. */
function admissionFor(rules: CircuitRules, record: SharedCircuit, now: number, probe: boolean): Admission {
  const state = effectiveState(record);
  if (!probe && state !== 'CLOSED') {
    if (record.forced) return { admitted: false, state };
    const due = state === 'OPEN' ? record.open_until : record.probe_until;
    return { admitted: false, state, retryInMs: Math.max(0, (due ?? now) - now) };
  }
  const admitted = { admitted: true, generation: record.gen, nextResetMs: doubledResetMs(rules, record) } as const;
  return probe ? { ...admitted, probe, owner: record.probe_owner ?? '' } : { ...admitted, probe };
}

/** Two writers may keep each other from either transition for a while, never for ever: each round stores a failure. */
const MOST_ROUNDS = 16;

/**
 * Reports what an admitted call came to. The healthy path asks nothing of the store.
 *
 * @returns the transition that the report caused; nothing when there was nothing to write or the report came too late
 */
export function* report(
  rules: CircuitRules,
  admitted: Extract<Admission, { readonly admitted: true }>,
  outcome: CallOutcome,
): Protocol<TransitionName | undefined> {
  const { failureThreshold, windowMs, resetMs, maxResetMs } = rules;
  const parameters = { failureThreshold, gen: admitted.generation };
  if (admitted.probe) {
    const reset = outcome === 'exhausted' ? maxResetMs : admitted.nextResetMs;
    const transitions = [afterProbe[outcome]];
    const answer = yield {
      kind: 'attempt',
      transitions,
      parameters: { ...parameters, resetMs: reset, owner: admitted.owner ?? '' },
    };
    return answer.applied;
  }
  if (outcome === 'exhausted') {
    const answer = yield {
      kind: 'attempt',
      transitions: ['tripAtOnce'],
      parameters: { ...parameters, resetMs: maxResetMs },
    };
    return answer.applied;
  }
  if (outcome !== 'counted') return undefined;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { applied, record } = yield {
      kind: 'attempt',
      transitions: ['recordFailure', 'trip'],
      parameters: { ...parameters, windowMs, resetMs },
    };
    if (applied || record.gen !== admitted.generation || record.forced) return applied;
  }
  return undefined;
}

const afterProbe: Readonly<Record<CallOutcome, TransitionName>> = {
  succeeded: 'probeSucceeded',
  counted: 'probeFailed',
  exhausted: 'probeFailed',
  uncounted: 'probeInconclusive',
};

/** Runs a protocol against a store. */
export async function converse<Result>(
  protocol: Protocol<Result>,
  ask: (request: StoreRequest) => Promise<StoreAnswer>,
): Promise<Result> {
  let step = protocol.next();
  while (!step.done) step = protocol.next(await ask(step.value));
  return step.value;
}

/** Puts a request to a store. */
export function askStore(store: CircuitStore, circuit: string, request: StoreRequest): Promise<StoreAnswer> {
  switch (request.kind) {
    case 'read':
      return store.read(circuit);
    case 'check':
      return store.check(circuit, request.probe);
    case 'attempt':
      return store.attempt(circuit, request.transitions, request.parameters);
  }
}
