import { UsageError } from '../usage-error.js';

/**
 * An option that is a number above 0.
 *
 * @throws UsageError for anything else
 */
export function positiveNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UsageError([`${option} ${text}: expected a number above 0.`]);
}
