import { type AwsError, awsErrors } from './aws-error.js';
import type { Draw } from './draw.js';
import type { FaultKind } from './fault.js';
import { answerLatency, type Latency, latencyBetween } from './latency.js';
import { unusableText } from './model-text.js';

/** What becomes of one attempt, and after how many milliseconds. */
export type Outcome = { readonly latencyMs: number } & (
  | { readonly kind: 'answer'; readonly prompt: string; readonly text: string }
  | { readonly kind: 'error'; readonly error: AwsError }
  | { readonly kind: 'drop' }
);

/** What an outcome is decided by. */
export interface Attempt {
  readonly prompt: string;
  /** What the model says, when it gets to say something. */
  readonly text: () => string;
  readonly draw: Draw;
  readonly latency: Latency;
}

/** Far above every client's patience. */
const SLOW_MS = 60_000;
/** When the service itself gives up on the model: before most clients do, or its error would never be seen. */
const MODEL_TIMEOUT_MS = 15_000;
const PARTIAL_SHARE = 0.1;

/** Bounds of a refusal's latency in milliseconds: saying no is quick. */
const REFUSAL = [50, 80] as const;
const FAILURE = [80, 120] as const;

const answer = ({ prompt, text, draw, latency }: Attempt) => ({
  kind: 'answer' as const,
  prompt,
  text: text(),
  latencyMs: answerLatency(latency, draw),
});

const refuse =
  (error: AwsError, [low, high]: readonly [number, number]) =>
  ({ draw }: Attempt): Outcome => ({ kind: 'error', error, latencyMs: latencyBetween(low, high, draw) });

const throttle = refuse(awsErrors.throttled, REFUSAL);

const outcomes: Readonly<Record<FaultKind, (attempt: Attempt) => Outcome>> = {
  throttled: throttle,
  partial: (attempt) => (attempt.draw('partial') < PARTIAL_SHARE ? throttle(attempt) : answer(attempt)),
  validation: refuse(awsErrors.validation, REFUSAL),
  unavailable: refuse(awsErrors.unavailable, FAILURE),
  internal: refuse(awsErrors.internal, FAILURE),
  timeout: () => ({ kind: 'error', error: awsErrors.timeout, latencyMs: MODEL_TIMEOUT_MS }),
  dropped: ({ draw }) => ({ kind: 'drop', latencyMs: latencyBetween(...FAILURE, draw) }),
  slow: (attempt) => ({ ...answer(attempt), latencyMs: SLOW_MS }),
  invalid: (attempt) => ({ ...answer(attempt), text: unusableText(attempt.draw) }),
};

/** What becomes of an attempt under a fault, or without one. */
export function outcomeOf(fault: FaultKind | undefined, attempt: Attempt): Outcome {
  return fault === undefined ? answer(attempt) : outcomes[fault](attempt);
}
