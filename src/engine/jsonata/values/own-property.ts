const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Reads a key of a JSON object: what objects inherit in JavaScript is not there. */
export function readOwn(object: object, key: string): unknown {
  if (inherited.has(key) && !Object.hasOwn(object, key)) return undefined;
  return (object as Record<string, unknown>)[key];
}

/** Whether a key can be read without asking whose property it is. */
export function isPlainKey(key: string): boolean {
  return !inherited.has(key);
}

/** Writes a key of a JSON object; `__proto__` is a key like any other. */
export function writeOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  } else {
    object[key] = value;
  }
}
