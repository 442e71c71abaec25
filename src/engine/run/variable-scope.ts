import type { Assignments } from '../query/data-flow.js';

/**
 * The variables of one scope. Inner scopes (branches, iterations) read the outer ones; what they assign stays inside, and
 * iterations do not see each other.
 */
export class VariableScope {
  readonly #outer: VariableScope | undefined;
  #values: Map<string, unknown> | undefined;

  constructor(outer?: VariableScope) {
    this.#outer = outer;
  }

  /** The value of a variable; undefined when nothing was assigned to it. */
  read(name: string): unknown {
    const own = this.#values?.get(name);
    return own === undefined ? this.#outer?.read(name) : own;
  }

  assign(variables: Assignments): void {
    this.#values ??= new Map();
    for (const [name, value] of variables) this.#values.set(name, value);
  }
}
