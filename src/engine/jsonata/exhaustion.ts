/** What V8 says when its stack ends, or a text or list grows beyond what it can hold. */
const EXHAUSTED = ['call stack', 'string length', 'array length'];

/**
 * Whether JavaScript's stack or memory has come to an end, which is a limit like any other. Told by name: the error may
 * be another realm's, where the code runs in a `node:vm` context.
 */
export function isExhausted(error: unknown): error is RangeError {
  if (typeof error !== 'object' || error === null) return false;
  const { name, message } = error as Partial<Error>;
  if (name !== 'RangeError' || typeof message !== 'string') return false;
  const said = message.toLowerCase();
  return EXHAUSTED.some((words) => said.includes(words));
}
