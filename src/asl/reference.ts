import { carrierWithProperties, nodeOf, type Expression } from './expression.js';
import type { ReferenceNode } from './node.js';
import type { Scope } from './scope.js';

/**
 * Data of the execution: reading a property gives the path of that property. What may be missing stays `| undefined`,
 * all the way down, until `coalesce` removes it.
 */
export type Reference<T, S extends Scope = 'any'> = Expression<T, S> &
  Properties<NonNullable<T>, Extract<T, undefined | null> extends never ? never : undefined, S>;

type Properties<T, Missing extends undefined, S extends Scope> = T extends readonly unknown[]
  ? { readonly [K in Extract<keyof T, `${number}`>]: Reference<T[K] | Missing, S> }
  : T extends object
    ? { readonly [K in keyof T]-?: Reference<T[K] | Missing, S> }
    : unknown;

/** Makes a reference. The properties are a Proxy's, which the compiler cannot follow, hence the cast. */
export function referenceTo<T, S extends Scope = 'any'>(node: ReferenceNode): Reference<T, S> {
  const extend = (name: string) =>
    referenceTo({ ...node, path: [...node.path, /^\d+$/.test(name) ? Number(name) : name] });
  return carrierWithProperties(node, extend) as Reference<T, S>;
}

/**
 * An element of a list, counted from 0. A list may be shorter than that, so the element is optional data. (The elements
 * of a tuple are properties: `branches.result[1]`.)
 * @throws {TypeError} when `list` is not a reference.
 */
export function at<E, S extends Scope>(list: Expression<readonly E[], S>, index: number): Reference<E | undefined, S> {
  const node = nodeOf(list);
  if (node.kind !== 'reference') throw new TypeError('at() takes a reference to a list, such as execution.input.items');
  return referenceTo({ ...node, path: [...node.path, index] });
}
