import { isError } from '../runtime/is-error.js';

/** What a thrown thing says. */
export function reasonOf(thrown: unknown): string {
  return isError(thrown) ? thrown.message : String(thrown);
}
