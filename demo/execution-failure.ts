import type { Execution } from '../src/engine/index.js';

/** How an execution ended that did not succeed, with its error and cause: `FAILED: States.Runtime …`; undefined for the others. */
export function executionFailure({
  status,
  error,
  cause,
}: Pick<Execution, 'status' | 'error' | 'cause'>): string | undefined {
  if (status === 'SUCCEEDED') return undefined;
  const why = [error, cause].filter((text) => text !== undefined).join(' ');
  return why === '' ? status : `${status}: ${why}`;
}
