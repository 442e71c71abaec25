import { ApiError } from '../wire/api-error.js';
import type { Diagnostic } from './diagnostic.js';
import { quoted } from './map-label.js';

/** What is wrong with a definition, in one message as CreateStateMachine, UpdateStateMachine and TestState answer it. */
export function invalidDefinition(definition: string, diagnostics: readonly Diagnostic[]): ApiError {
  const label = diagnostics.find(({ code }) => code === 'INVALID_LABEL_NAME');
  // Labels are checked by another part of AWS's service, which has its own way to say so.
  const message =
    label === undefined
      ? `Invalid State Machine Definition: '${diagnostics.map(line).join(', ')}'`
      : `Error=ValueError Args=[${quoted(label.message)}] in definition '${definition}'.`;
  return new ApiError('InvalidDefinition', message);
}

function line({ code, message, location = 'null' }: Diagnostic): string {
  return `${code}: ${message} at ${location}`;
}
