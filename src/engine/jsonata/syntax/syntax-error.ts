import { errorText } from '../error-texts.js';
import { JsonataSyntaxError } from '../errors.js';

/**
 * @param position characters from the start of the text; where the package tells none, it is 0
 * @param inserts values for the placeholders of the code's sentence
 */
export function syntaxError(
  code: string,
  position: number | undefined,
  inserts: Readonly<Record<string, unknown>> = {},
): JsonataSyntaxError {
  return new JsonataSyntaxError(code, position ?? 0, errorText(code, inserts));
}
