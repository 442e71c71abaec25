import type { StateSource } from '../definition/state-source.js';
import { compileDataFlow } from '../query/data-flow.js';
import { END } from '../run/compiled-state.js';
import type { BeginState } from './begin-state.js';

/** Succeed: ends the execution, branch or iteration. */
export function compileSucceed(source: StateSource): BeginState {
  const flow = compileDataFlow(source, 'input');
  return (state) => (frame) => {
    const input = frame.stateInput;
    return frame.leave(state, flow.output(frame, input, flow.work(frame, input)), END);
  };
}
