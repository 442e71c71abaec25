/**
 * Whether an error says that an assertion of the test does not hold. Those of jest carry a `matcherResult`; those of node:assert,
 * Chai and vitest the two values that were compared.
 */
export function isFailedAssertion(error: Error): boolean {
  return 'matcherResult' in error || ('actual' in error && 'expected' in error);
}
