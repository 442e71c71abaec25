/**
 * The live signal of an application: small facts that one task learns and all others should know at their next request,
 * such as a region that is down or how fast it answers. Every fact ends by itself. Each method rejects when the store
 * cannot be reached; no caller is refused an answer for that.
 */
export interface LiveSignals {
  /** Says a fact, for `ttlMs` milliseconds or until it is said anew. */
  put(key: string, value: string, ttlMs: number): Promise<void>;
  /** What is said under these keys, in their order, read in one round trip; nothing where nothing is or it has ended. */
  get(keys: readonly string[]): Promise<readonly (string | undefined)[]>;
}
