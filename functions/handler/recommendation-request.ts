import { FunctionError } from './function-error.js';

/** The event of the functions that work without a model. */
export interface ReaderRequest {
  readonly readerId: string;
}

/**
 * Reads the reader's id off an event.
 *
 * @throws FunctionError `InvalidRequest`
 */
export function parseReaderRequest(event: unknown): ReaderRequest {
  return { readerId: textField(event, 'readerId') };
}

/** A field of the event that has to be a text of 1 to 2,048 characters (the longest model ARN). */
export function textField(event: unknown, field: string): string {
  const value: unknown = typeof event === 'object' && event !== null ? Reflect.get(event, field) : undefined;
  if (typeof value === 'string' && value !== '' && value.length <= 2_048) return value;
  throw new FunctionError(
    'InvalidRequest',
    `${field} is ${value === undefined ? 'missing' : 'unusable'} in the event, expected a text.`,
  );
}
