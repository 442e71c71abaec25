import type { AnyState, OpaqueState } from './state.js';

/**
 * States that a program assembles under names the compiler cannot know, as the whole of a `states` field. What the types
 * then cannot see is checked when the machine is built.
 *
 * ```ts
 * const states: Record<string, AnyState> = {};
 * for (const region of regions) states[`Call ${region}`] = { type: 'Task', call: …, next: '…' };
 * machine({ startAt: 'Init', states: dynamicStates({ ...states, Done: { type: 'Succeed' } }) });
 * ```
 */
export function dynamicStates(states: Readonly<Record<string, AnyState>>): {
  readonly [name: string]: OpaqueState<string>;
} {
  // The states are what they are; only their type is put out of sight.
  return states as object as { readonly [name: string]: OpaqueState<string> };
}
