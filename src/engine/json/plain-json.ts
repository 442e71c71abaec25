/** What JSON can say. Values inside the engine are never changed, so parts of them are shared freely. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Deeper values than this are taken for endless ones. */
const DEEPEST = 2000;

/**
 * A copy of a value from outside as plain JSON, by the rules of `JSON.stringify`: dates become text, `undefined` members are
 * left out, `NaN` becomes null. Nothing at all (`undefined`, a function) becomes null.
 *
 * @throws TypeError for what JSON cannot say: a cycle (or a nesting beyond 2,000 levels) and BigInt.
 */
export function toPlainJson(value: unknown): JsonValue {
  return convert(value, '', 0) ?? null;
}

/** @param key the name of the member, or the index of the item, that this is the value of */
function convert(value: unknown, key: string | number, depth: number): JsonValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // JSON knows no -0.
      return Number.isFinite(value) ? value + 0 : null;
    case 'bigint':
      throw new TypeError(`A BigInt (${value}) is not JSON: convert it to a number or to text`);
    case 'object':
      return value === null ? null : convertObject(value, key, depth);
    default:
      return undefined;
  }
}

function convertObject(value: object, key: string | number, depth: number): JsonValue | undefined {
  if (depth > DEEPEST) {
    throw new TypeError(`A value is not JSON: it contains itself, or is nested more than ${DEEPEST} levels deep`);
  }
  if ('toJSON' in value && typeof value.toJSON === 'function')
    return convert(value.toJSON(String(key)), key, depth + 1);
  if (Array.isArray(value)) return convertArray(value, depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const primitive: unknown = value.valueOf();
    if (typeof primitive !== 'object') return convert(primitive, key, depth);
  }
  const copy: Record<string, JsonValue> = {};
  // The keys are the value's own; an index signature is what a plain object has.
  const members = value as Readonly<Record<string, unknown>>;
  // Without the list of names that Object.keys would make.
  for (const name in members) {
    if (!Object.hasOwn(members, name)) continue;
    const converted = convert(members[name], name, depth + 1);
    if (converted === undefined) continue;
    if (name === '__proto__') setMember(copy, name, converted);
    else copy[name] = converted;
  }
  return copy;
}

function convertArray(value: readonly unknown[], depth: number): JsonValue {
  // As long as it will be: a list that grows takes room for more.
  const copy: unknown[] = [...value];
  for (let index = 0; index < copy.length; index++) copy[index] = convert(copy[index], index, depth + 1) ?? null;
  return copy as JsonValue[];
}

/** Sets a member of a fresh object; a member named `__proto__` is a member like any other. */
export function setMember(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[name] = value;
  }
}

/** Reads a member that the object itself has; what it inherits from `Object.prototype` does not count. */
export function memberOf(value: unknown, name: string): unknown {
  if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
  return value[name];
}

/** Whether this is a JSON object: neither null nor an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
