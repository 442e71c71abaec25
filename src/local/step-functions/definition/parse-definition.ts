import { parseJsonText } from '../wire/json-text.js';
import { findDuplicateField } from './duplicate-field.js';

/**
 * Reads the JSON of a definition. A field that is there twice is refused: one of the two would be lost without a word.
 *
 * @throws SyntaxError saying where
 */
export function parseDefinition(definition: string): unknown {
  const value = parseJsonText(definition);
  const duplicate = findDuplicateField(definition);
  if (duplicate === undefined) return value;
  const { name, line, column } = duplicate;
  throw new SyntaxError(`Duplicate field '${name}' at line ${line}, column ${column}`);
}
