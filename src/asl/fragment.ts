import type { FlowDefinition } from './flow.js';
import { place, placedVariable, type Placement } from './placement.js';
import { referenceTo, type Reference } from './reference.js';
import type { OpaqueState } from './state.js';

/** A part of a machine, with named exits. `S`: its states, `X`: its exits, `V`: its variables. */
export interface Fragment<S extends string, X extends string, V> {
  /**
   * Places the part in a machine: spread `.states` among the machine's and lead to `.startAt`. States are called
   * `prefix-Name`, variables `prefix_name`, so that it can be placed again under another prefix. `exits` says where each
   * exit leads.
   */
  as<const P extends string, const M extends { readonly [K in X]: string }>(
    prefix: P,
    exits: M,
  ): Placed<`${P}-${S}`, `${P}-${S}` | M[X], V>;
}

/** A placed part: its first state is `startAt`, which is only known to be one of its states. */
export interface Placed<S extends string, T extends string, V> {
  readonly startAt: S;
  readonly states: { readonly [K in S]: OpaqueState<T> };
  /** Its variables, to read in the states that follow it. */
  readonly vars: { readonly [K in keyof V]-?: Reference<V[K]> };
}

export interface UntypedFragment extends FlowDefinition {
  readonly exits: readonly string[];
}

export function makeFragment(definition: UntypedFragment, owner: object): object {
  return {
    as(prefix: string, exits: Readonly<Record<string, string>>) {
      const placement: Placement = { prefix, exits, owner };
      return {
        startAt: `${prefix}-${definition.startAt}`,
        states: place(definition, placement),
        vars: placedVariables(prefix),
      };
    },
  };
}

function placedVariables(prefix: string): object {
  const variable = (name: string) =>
    referenceTo({ kind: 'reference', root: 'variable', name: placedVariable(prefix, name), path: [] });
  return new Proxy({}, { get: (_target, name) => (typeof name === 'string' ? variable(name) : undefined) });
}
