import type { Retrier } from '../../asl/index.js';
import { lambdaRetry } from '../machine/call-outcome.js';

/** Lambda's own errors. Without jitter and the longest delay, which interpreters from before September 2023 refuse. */
export const lambdaTroubles: Retrier = {
  errors: lambdaRetry.errors,
  intervalSeconds: 1,
  backoffRate: 2,
  maxAttempts: 4,
};
