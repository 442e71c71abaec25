/**
 * Whether JavaScript's stack or memory has come to an end, which is a limit like any other. Told by name: the error may
 * be another realm's, where the code runs in a `node:vm` context.
 */
export function isExhausted(error: unknown): error is RangeError {
  if (typeof error !== 'object' || error === null) return false;
  const { name, message } = error as Partial<Error>;
  return name === 'RangeError' && /call stack|string length|array length/i.test(String(message));
}
