import { compileDataFlow } from '../query/data-flow.js';
import { END } from '../run/compiled-state.js';
/** Succeed: ends the execution, branch or iteration. */
export function compileSucceed(source) {
    const flow = compileDataFlow(source, 'input');
    return (state) => (frame) => {
        const input = frame.stateInput;
        return frame.leave(state, flow.output(frame, input, flow.work(frame, input)), END);
    };
}
