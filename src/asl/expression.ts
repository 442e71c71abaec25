import type { Node } from './node.js';
import type { Scope } from './scope.js';

declare const TYPE: unique symbol;
const NODE = Symbol.for('stepbreaker.expression');

/**
 * A value that Step Functions computes while the state machine runs. `T` is what it will be, `S` where it may be read.
 * Made by references (`vars.x`, `execution.input.x`), operators (`plus`, `eq`) and JSONata text (`jsonata.number`).
 */
export interface Expression<T, S extends Scope = 'any'> {
  readonly [TYPE]: { readonly type: T; readonly scope: S };
}

interface Carrier {
  readonly [NODE]: Node;
}

/** Tells an expression from a plain value. */
export function isExpression(value: unknown): value is Carrier {
  return ((typeof value === 'object' && value !== null) || typeof value === 'function') && NODE in value;
}

/** The tree of an expression; a plain value becomes a literal. */
export function nodeOf(value: unknown): Node {
  return isExpression(value) ? value[NODE] : { kind: 'literal', value };
}

/** Wraps a tree. The phantom type exists for the compiler only, hence the cast. */
export function expressionOf<T, S extends Scope>(node: Node): Expression<T, S> {
  const carrier: object = { [NODE]: node, [Symbol.toPrimitive]: refuseText };
  return carrier as Expression<T, S>;
}

/** A carrier whose every property is made by `property`: what references are built on. */
export function carrierWithProperties(node: Node, property: (name: string) => unknown): object {
  return new Proxy(
    {},
    {
      has: (_target, key) => key === NODE,
      get: (_target, key) => {
        if (key === NODE) return node;
        if (key === Symbol.toPrimitive) return refuseText;
        return typeof key === 'string' ? property(key) : undefined;
      },
    },
  );
}

function refuseText(): never {
  throw new TypeError(
    'An expression was put into plain text, where Step Functions would not compute it. Write jsonata.string`…` (or .number, .boolean) around the text, or join with concat().',
  );
}
