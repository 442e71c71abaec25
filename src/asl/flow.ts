import type { AnyState } from './state.js';

/** A sub-workflow: what a Map runs for every item and a Parallel as one of its branches. */
export interface Flow<I, O> {
  readonly types?: { readonly input: I; readonly output: O };
  readonly definition: FlowDefinition;
}

/** A machine or flow as it was written, its types erased. */
export interface FlowDefinition {
  readonly comment?: string;
  readonly startAt: string;
  readonly states: { readonly [name: string]: AnyState };
}
