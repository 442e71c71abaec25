import { isJsonObject, jsonEquals } from '../jsonpath/json-value.js';

const TWO_TO_THE_63 = 2 ** 63;

/** A JSON value as Java's `String.valueOf` prints it: texts bare, `{a=1, b=[x, null]}`, `1.0E10`. */
export function javaText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return javaNumberText(value);
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (isJsonObject(value)) {
    return `{${Object.entries(value)
      .map(([name, item]) => `${name}=${javaText(item)}`)
      .join(', ')}}`;
  }
  return String(value);
}

/**
 * Whole numbers print as integers, others as a Java double: plain from 0.001 up to 10⁷, else `d.dE±n`.
 * JSON.parse has already made `1.0` and `1` the same number, so both print as `1`.
 */
function javaNumberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < TWO_TO_THE_63) return BigInt(value).toString();
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) return String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`;
}

/** Java's `hashCode` of a JSON value, a signed 32-bit integer. */
export function javaHashCode(value: unknown): number {
  if (typeof value === 'string') return textHashCode(value);
  if (typeof value === 'number') return numberHashCode(value);
  if (typeof value === 'boolean') return value ? 1231 : 1237;
  if (Array.isArray(value))
    return value.reduce((hash: number, item) => (Math.imul(31, hash) + javaHashCode(item)) | 0, 1);
  if (!isJsonObject(value)) return 0;
  return Object.entries(value).reduce(
    (hash, [name, item]) => (hash + (textHashCode(name) ^ javaHashCode(item))) | 0,
    0,
  );
}

function textHashCode(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return hash;
}

function numberHashCode(value: number): number {
  if (Object.is(value | 0, value)) return value;
  const bits = new DataView(new ArrayBuffer(8));
  if (Number.isInteger(value) && Math.abs(value) < TWO_TO_THE_63) bits.setBigInt64(0, BigInt(value));
  else bits.setFloat64(0, value);
  return bits.getInt32(0) ^ bits.getInt32(4);
}

/**
 * The distinct values in the order in which a Java `HashSet` lists them: by hash bucket, then by first appearance.
 * AWS's ArrayUnique answers in this order: `[true, false]` becomes `[false, true]`.
 */
export function javaHashSet(values: readonly unknown[]): unknown[] {
  const byHash = new Map<number, unknown[]>();
  const distinct: { readonly value: unknown; readonly hash: number }[] = [];
  for (const value of values) {
    const code = javaHashCode(value);
    const hash = code ^ (code >>> 16);
    const sameHash = byHash.get(hash) ?? [];
    if (sameHash.some((known) => jsonEquals(known, value))) continue;
    byHash.set(hash, [...sameHash, value]);
    distinct.push({ value, hash });
  }
  let buckets = 16;
  while (distinct.length > buckets * 0.75) buckets *= 2;
  // Array.prototype.sort is stable, so values of one bucket keep their order.
  return distinct
    .sort((left, right) => (left.hash & (buckets - 1)) - (right.hash & (buckets - 1)))
    .map(({ value }) => value);
}
