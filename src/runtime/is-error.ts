import { isNativeError } from 'node:util/types';

/** Whether something is an error: those of another realm, as test runners and module loaders make them, are too. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || isNativeError(value);
}
