import { Frame } from '../run/frame.js';
import { failState } from '../run/state-transition.js';
import { failure, toStateFailure } from '../run/state-failure.js';
import { VariableScope } from '../run/variable-scope.js';
/** Marks the iterations that failed and were tolerated: they have no place in the result. */
const FAILED = Symbol('failed iteration');
/** One attempt at a Map state: starts iterations in the order of the items as others end. */
export class MapRun {
    #parent;
    #plan;
    #children = new Map();
    #results = [];
    #started = 0;
    #failures = 0;
    #isOver = false;
    constructor(parent, plan) {
        this.#parent = parent;
        this.#plan = plan;
    }
    start() {
        this.#parent.block(this);
        const { lastEvent } = this.#parent;
        const first = Math.min(this.#plan.concurrency, this.#plan.items.length);
        while (this.#started < first && !this.#isOver)
            this.#launch(lastEvent);
    }
    childEnded(child) {
        this.#results[child.index] = child.stateInput;
        this.#iterationOver(child, 'MapIterationSucceeded');
    }
    childFailed(child, cause) {
        if (this.#isOver)
            return;
        this.#failures++;
        const exceeded = this.#exceeded(cause);
        if (exceeded === undefined) {
            this.#results[child.index] = FAILED;
            this.#iterationOver(child, 'MapIterationFailed');
            return;
        }
        this.#recordIteration('MapIterationFailed', child.index, child.lastEvent);
        this.#children.delete(child.index);
        this.#fail(child.lastEvent, exceeded);
    }
    abort(previous) {
        this.#isOver = true;
        for (const child of [...this.#children.values()].toSorted((a, b) => a.index - b.index)) {
            child.abort(previous);
            if (previous !== undefined)
                this.#recordIteration('MapIterationAborted', child.index, previous);
        }
        this.#children.clear();
    }
    #launch(previous) {
        const { execution, variables } = this.#parent;
        const { items, program, inputOf } = this.#plan;
        const index = this.#started++;
        const value = items[index];
        const started = this.#recordIteration('MapIterationStarted', index, previous);
        const child = new Frame(execution, program, undefined, started, new VariableScope(variables), this, { index, value }, index);
        child.state = this.#parent.state;
        child.enteredAt = this.#parent.enteredAt;
        try {
            child.stateInput = inputOf(child, value);
        }
        catch (thrown) {
            this.#recordIteration('MapIterationFailed', index, started);
            this.#fail(started, toStateFailure(thrown));
            return;
        }
        child.state = undefined;
        this.#children.set(index, child);
        execution.scheduler.ready(child);
    }
    /** The next iteration points at the last event of the one whose place it takes, as the success of that one does. */
    #iterationOver(child, type) {
        this.#children.delete(child.index);
        const event = this.#recordIteration(type, child.index, child.lastEvent);
        if (this.#started < this.#plan.items.length) {
            this.#launch(child.lastEvent);
        }
        else if (this.#children.size === 0) {
            this.#isOver = true;
            this.#parent.lastEvent = event;
            const result = this.#failures === 0 ? this.#results : this.#results.filter((each) => each !== FAILED);
            this.#parent.wake(() => this.#plan.onResult(result));
        }
    }
    #fail(previous, cause) {
        this.abort(previous);
        this.#parent.lastEvent = previous;
        this.#parent.wake(() => failState(this.#parent, cause));
    }
    /** The failure of the Map, if one more failed iteration is too many. */
    #exceeded(cause) {
        const { count, percentage } = this.#plan.tolerance;
        if ((count === undefined && percentage === undefined) || !cause.catchable)
            return cause;
        const isOverCount = count !== undefined && this.#failures > count;
        const isOverPercentage = percentage !== undefined && this.#failures * 100 > percentage * this.#plan.items.length;
        if (!isOverCount && !isOverPercentage)
            return undefined;
        return failure('States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded');
    }
    #recordIteration(type, index, previous) {
        return this.#parent.execution.record(type, previous, this.#plan.name, index);
    }
}
