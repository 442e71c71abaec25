import { isNativeError } from 'node:util/types';

/** Whether something is an error: those of another realm, as in test environments, are too. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || isNativeError(value);
}

/** What a thrown thing says. */
export function reasonOf(thrown: unknown): string {
  return isError(thrown) ? thrown.message : String(thrown);
}
