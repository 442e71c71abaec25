import type { CompiledState } from '../run/compiled-state.js';

/** What a state compiler gives: `begin`, as soon as the state around it exists. */
export type BeginState = (state: CompiledState) => CompiledState['begin'];
