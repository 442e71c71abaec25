import type { ItemSet } from '../../map-runs/map-run-plan.js';
import type { EvaluationScope, StatesVariable } from '../../query/evaluation-scope.js';
import { contextObject } from '../../run/context-object.js';
import type { Frame } from '../../run/frame.js';

/** What ItemSelector sees: the scope of the Map state, and the item in its context. One serves all items of a run. */
export class ItemScope implements EvaluationScope {
  input: unknown;
  states: StatesVariable;
  readonly #frame: Frame;
  readonly #items: ItemSet;
  readonly #context: Readonly<Record<string, unknown>>;
  #index = 0;

  constructor(frame: Frame, items: ItemSet) {
    this.#frame = frame;
    this.#items = items;
    this.#context = contextObject(frame);
    this.input = undefined;
    this.states = { input: undefined };
  }

  /** Makes an item the one that is seen. */
  moveTo(index: number): this {
    this.#index = index;
    return this;
  }

  get context(): unknown {
    const { values, keys, sourceOf } = this.#items;
    const index = this.#index;
    const key = keys === undefined ? {} : { Key: keys[index] };
    return {
      ...this.#context,
      Map: { Item: { Index: index, ...key, Value: values[index], Source: sourceOf(index) } },
    };
  }

  variable(name: string): unknown {
    return name === 'states' ? this.states : this.#frame.variable(name);
  }

  now(): number {
    return this.#frame.now();
  }

  random(): number {
    return this.#frame.random();
  }
}
