/** Connection failures of Node's sockets and resolver, by their `code`. */
const CONNECTION_CODES = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** The name under which every failure to reach Bedrock is reported, whatever the socket called it. */
export const CONNECTION_ERROR = 'ConnectionError';

/** The name AWS gives to a model that took too long; our own time limit takes it too, as it is the same failure. */
export const MODEL_TIMEOUT = 'ModelTimeoutException';

/** What retries, metrics and the circuit need to know of a failed model call. */
export interface BedrockFailure {
  /** AWS's exception name without a service prefix, `ModelTimeoutException` or `ConnectionError`. */
  readonly name: string;
  /** HTTP status, absent when no answer arrived. */
  readonly status?: number;
  /** For `ModelErrorException`: what the model's own server answered. */
  readonly originalStatus?: number;
  /** The account's tokens for today are used up: no retry of today can succeed. */
  readonly dailyQuotaExhausted: boolean;
}

/** The fields the AWS SDK and Node put on an error; each may be missing. */
interface ErrorFields {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly originalStatusCode?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Reads the facts off anything that a call through the AWS SDK may throw. */
export function bedrockFailure(error: unknown): BedrockFailure {
  const fields: ErrorFields = typeof error === 'object' && error !== null ? error : {};
  const status = fields.$metadata?.httpStatusCode;
  return {
    name: failureName(fields),
    ...(status !== undefined && { status }),
    ...(typeof fields.originalStatusCode === 'number' && { originalStatus: fields.originalStatusCode }),
    dailyQuotaExhausted: /tokens per day/i.test(String(fields.message ?? '')),
  };
}

function failureName({ name, code }: ErrorFields): string {
  // The SDK renames a reset connection to TimeoutError and leaves the code, so the code is asked first.
  if (CONNECTION_CODES.has(String(code))) return CONNECTION_ERROR;
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') return MODEL_TIMEOUT;
  if (typeof name !== 'string' || name === '') return 'Error';
  return name.slice(name.lastIndexOf('.') + 1);
}
