/** What `instanceof` asks of a class. */
type HasInstance<Instance> = ((value: unknown) => value is Instance) & { readonly kind: string };

/**
 * Lets `instanceof` recognise objects of another copy of the package, since a program that imports it in one place and requires
 * it in another has two:
 *
 *     class TaskError extends Error {
 *       static override readonly [Symbol.hasInstance] = instancesOf<TaskError>('TaskError');
 *
 * @param kind what the class is called in all copies
 */
export function instancesOf<Instance>(kind: string): HasInstance<Instance> {
  function hasInstance(this: unknown, value: unknown): value is Instance {
    // A subclass inherits this function, and means its own instances only.
    if (kindOf(this) === undefined) return Function.prototype[Symbol.hasInstance].call(this as () => unknown, value);
    let object: unknown = value;
    for (; typeof object === 'object' && object !== null; object = Object.getPrototypeOf(object))
      if (
        Object.hasOwn(object, 'constructor') &&
        object.constructor?.prototype === object &&
        kindOf(object.constructor) === kind
      )
        return true;
    return false;
  }
  return Object.assign(hasInstance, { kind });
}

function kindOf(constructor: unknown): string | undefined {
  if (typeof constructor !== 'function' || !Object.hasOwn(constructor, Symbol.hasInstance)) return undefined;
  return (constructor[Symbol.hasInstance] as Partial<HasInstance<unknown>>).kind;
}
