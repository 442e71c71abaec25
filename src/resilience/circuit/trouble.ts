import { classifyError } from '../../circuit/index.js';
import { bedrockFailure } from '../bedrock-error.js';
import { CircuitOpenError } from './circuit-open-error.js';

/**
 * Why a tier did not answer, for choosing the next one:
 * - `quota`: this model's quota in this region is used up. A cheaper model has its own.
 * - `open`: the circuit keeps callers out, after failures of whichever kind.
 * - `region`: the region does not answer. Another model there would not either.
 * - `model`: the model failed or took too long.
 * - `request`: the request itself was refused; another model would refuse it as well.
 * - `other`: anything else.
 */
export type Trouble = 'quota' | 'open' | 'region' | 'model' | 'request' | 'other';

const TROUBLES: Readonly<Record<string, Trouble>> = {
  ThrottlingException: 'quota',
  ServiceQuotaExceededException: 'quota',
  ServiceUnavailableException: 'region',
  ConnectionError: 'region',
};

/** An error that combines several, and says itself what their trouble is. */
export interface Troubled {
  readonly trouble: Trouble;
}

const isTroubled = (error: unknown): error is Error & Troubled => error instanceof Error && 'trouble' in error;

/** Classifies the error of a tier. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof CircuitOpenError) return 'open';
  if (isTroubled(error)) return error.trouble;
  const { name } = bedrockFailure(error);
  const known = TROUBLES[name];
  if (known !== undefined) return known;
  const errorClass = classifyError(name);
  if (errorClass === 'counted') return 'model';
  return errorClass === 'refused' ? 'request' : 'other';
}

/** A cheaper model in the same region takes over for the quota of the dearer one only. */
export const QUOTA_TROUBLE: readonly Trouble[] = ['quota', 'open'];
/** The same model in another region takes over when the region fails, or the circuit there is open. */
export const REGION_TROUBLE: readonly Trouble[] = ['region', 'open'];
