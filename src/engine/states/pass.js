import { compileDataFlow } from '../query/data-flow.js';
/** Pass: gives its input, a fixed Result, or what Parameters or Output make of it. */
export function compilePass(source) {
    const flow = compileDataFlow(source, 'input');
    const next = source.next();
    const hasResult = source.has('Result');
    const result = source.fields['Result'];
    return (state) => (frame) => {
        const input = frame.stateInput;
        const work = flow.work(frame, input);
        return frame.leave(state, flow.output(frame, input, hasResult ? result : work), next);
    };
}
