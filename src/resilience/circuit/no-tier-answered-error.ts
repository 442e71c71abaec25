import type { Trouble } from './trouble.js';
import { instancesOf } from '../../runtime/instances-of.js';

/** Why a tier gave no answer. */
export interface TierFailure {
  readonly tier: string;
  /** What it failed with; absent when it was not tried. */
  readonly trouble?: Trouble;
  readonly error?: unknown;
  /** In words, without the message of the error, which may hold more than a log should. */
  readonly reason: string;
}

/** No tier of a call could answer. A chain that ends in a static tier never throws this. */
export class NoTierAnsweredError extends Error {
  static override readonly [Symbol.hasInstance] =
    /* @__PURE__ */ instancesOf<NoTierAnsweredError>('NoTierAnsweredError');
  override readonly name = 'NoTierAnsweredError';
  /** Every tier, in order. */
  readonly failures: readonly TierFailure[];

  constructor(failures: readonly TierFailure[]) {
    const reasons = failures.map(({ tier, reason }) => `${tier}: ${reason}`).join('; ');
    const last = failures.findLast(({ error }) => error !== undefined);
    super(`No tier answered. ${reasons}. Let the last tier be a static answer.`, { cause: last?.error });
    this.failures = failures;
  }
}
