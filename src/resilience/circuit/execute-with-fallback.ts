import { bedrockFailure } from '../bedrock-error.js';
import { silent, type Telemetry } from '../telemetry.js';
import type { CircuitBreaker } from './circuit-breaker.js';
import { CircuitOpenError } from './circuit-open-error.js';
import { NoTierAnsweredError, type TierFailure } from './no-tier-answered-error.js';
import { troubleOf, type Trouble } from './trouble.js';

/** The metric of answers, by the tier that gave them. */
export const TIER_SERVED = 'TierServed';

/** What a tier is called with. */
export interface TierCall {
  readonly signal?: AbortSignal | undefined;
  /** The call finds out whether the model is back: no retries. */
  readonly probe: boolean;
}

/** One way to answer. */
export interface Tier<Result> {
  /** Names it in metrics and errors, such as `sonnet` or `cache`. */
  readonly name: string;
  readonly call: (call: TierCall) => Result | Promise<Result>;
  /** The circuit of the model behind it. @default none: a cache or a static answer */
  readonly breaker?: CircuitBreaker;
  /**
   * The kinds of failure of earlier tiers for which this tier is tried: `QUOTA_TROUBLE` for a cheaper model,
   * `REGION_TROUBLE` for another region. @default any
   */
  readonly takes?: readonly Trouble[];
}

/** The first tier carries what holds for the call as a whole. */
export interface PrimaryTier<Result> extends Tier<Result> {
  /** Ends the call when its answer is no longer needed: no further tier is tried. */
  readonly signal?: AbortSignal;
  /** Receives `TierServed`, with the tier as the dimension `Tier`. @default nothing */
  readonly telemetry?: Telemetry;
}

/** An answer and who gave it. */
export interface Served<Result> {
  readonly result: Result;
  /** The tier's name. */
  readonly tier: string;
  /** The tiers before it, and why they did not. */
  readonly failures: readonly TierFailure[];
}

/**
 * Answers from the first tier that can, in order. A tier whose circuit is open is not called. Tiers that take only
 * some kinds of failure are passed over for others: a cheaper model is no remedy for a region that does not answer.
 *
 * @throws NoTierAnsweredError naming every tier and its reason: never, if the last one is static
 * @throws the reason of the signal, once it is aborted
 */
export async function executeWithFallback<Result>(
  primary: PrimaryTier<Result>,
  ...fallbacks: readonly Tier<Result>[]
): Promise<Served<Result>> {
  const { signal, telemetry = silent } = primary;
  const failures: TierFailure[] = [];
  for (const tier of [primary, ...fallbacks]) {
    const passed = failures.length > 0 ? passedOver(tier, failures) : undefined;
    if (passed) {
      failures.push(passed);
      continue;
    }
    signal?.throwIfAborted();
    let result: Result;
    try {
      result = await callTier(tier, signal);
    } catch (error) {
      signal?.throwIfAborted();
      failures.push({ tier: tier.name, trouble: troubleOf(error), error, reason: reasonOf(error) });
      continue;
    }
    telemetry.metrics({ Tier: tier.name }, [{ name: TIER_SERVED, value: 1 }]);
    return { result, tier: tier.name, failures };
  }
  throw new NoTierAnsweredError(failures);
}

async function callTier<Result>({ breaker, call }: Tier<Result>, signal: AbortSignal | undefined): Promise<Result> {
  return breaker ? breaker.run(async (guarded) => call(guarded), { signal }) : call({ signal, probe: false });
}

function passedOver<Result>({ name, takes }: Tier<Result>, failures: readonly TierFailure[]): TierFailure | undefined {
  const troubles = new Set(failures.flatMap(({ trouble }) => trouble ?? []));
  if (!takes || takes.some((trouble) => troubles.has(trouble))) return undefined;
  return { tier: name, reason: `not tried, it is for ${takes.join(' and ')}, not for ${[...troubles].join(' and ')}` };
}

function reasonOf(error: unknown): string {
  if (error instanceof CircuitOpenError) return `its circuit is ${error.state}`;
  const { name, status } = bedrockFailure(error);
  return status === undefined ? name : `${name} (HTTP ${status})`;
}
