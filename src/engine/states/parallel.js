import { compileDataFlow } from '../query/data-flow.js';
import { BLOCKED } from '../run/compiled-state.js';
import { Frame } from '../run/frame.js';
import { failState } from '../run/state-transition.js';
import { VariableScope } from '../run/variable-scope.js';
/** Parallel: runs its branches at the same time; the result is the list of their outputs. */
export function compileParallel(source, compileInner) {
    const flow = compileDataFlow(source, 'result');
    const next = source.next();
    const branches = source.objects('Branches').map((branch, index) => compileInner(`Branches[${index}]`, branch));
    if (branches.length === 0)
        source.report('Branches', 'is empty: a Parallel state has at least one branch');
    return (state) => (frame) => {
        const input = frame.stateInput;
        const work = flow.work(frame, input);
        frame.record('ParallelStateStarted');
        const run = new ParallelRun(frame, branches, work, (result) => {
            frame.execution.record('ParallelStateSucceeded', frame.lastEvent);
            return frame.leave(state, flow.output(frame, input, result), next);
        });
        run.start();
        return BLOCKED;
    };
}
class ParallelRun {
    #children;
    #results = [];
    #running;
    parent;
    onResult;
    constructor(parent, branches, input, onResult) {
        this.parent = parent;
        this.onResult = onResult;
        const { execution, lastEvent, variables, item } = parent;
        this.#children = branches.map((branch, index) => new Frame(execution, branch, input, lastEvent, new VariableScope(variables), this, item, index));
        this.#running = branches.length;
    }
    start() {
        this.parent.block(this);
        for (const child of this.#children)
            this.parent.execution.scheduler.ready(child);
    }
    childEnded(child) {
        this.#results[child.index] = child.stateInput;
        this.#running--;
        if (this.#running > 0)
            return;
        this.parent.lastEvent = child.lastEvent;
        this.parent.wake(() => this.onResult(this.#results));
    }
    /** The first branch that fails ends the others; the state fails with that branch's own error. */
    childFailed(child, failure) {
        this.abort(child.lastEvent);
        this.parent.lastEvent = child.lastEvent;
        this.parent.wake(() => failState(this.parent, failure));
    }
    abort(previous) {
        for (const child of this.#children)
            child.abort(previous);
    }
}
