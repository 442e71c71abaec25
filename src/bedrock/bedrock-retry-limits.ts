import type { BedrockFailure } from '../resilience/bedrock-error.js';

/** The most that any call is retried: after 200, 400 and 800 ms. */
export const MAX_RETRIES = 3;

/**
 * How often a call may have been retried in all, by the failure that asks for the next retry.
 *
 * A validation, access or quota error is missing here on purpose: the same request would fail the same way.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html
 */
const RETRIES_BY_NAME: Readonly<Record<string, number>> = {
  ThrottlingException: MAX_RETRIES,
  ModelNotReadyException: MAX_RETRIES,
  ServiceUnavailableException: MAX_RETRIES,
  InternalServerException: 2,
  ModelTimeoutException: 1,
  ModelErrorException: 1,
  ConnectionError: 1,
};

/** For a failure whose name is not known: a gateway between us and Bedrock answers with a status and no name. */
const RETRIES_BY_STATUS: Readonly<Record<number, number>> = {
  429: MAX_RETRIES,
  500: 2,
  502: 1,
  503: MAX_RETRIES,
  504: 1,
};

/** Names whose status must not make them retryable. */
const NEVER = new Set([
  'ValidationException',
  'AccessDeniedException',
  'ResourceNotFoundException',
  'ServiceQuotaExceededException',
]);

/** How many retries, counted from the call's first attempt, this failure allows. */
export function retryLimit(failure: BedrockFailure): number {
  if (NEVER.has(failure.name) || failure.dailyQuotaExhausted) return 0;
  // A model that refuses the request itself refuses it again.
  if (failure.originalStatus !== undefined && failure.originalStatus < 500) return 0;
  return RETRIES_BY_NAME[failure.name] ?? RETRIES_BY_STATUS[failure.status ?? 0] ?? 0;
}
