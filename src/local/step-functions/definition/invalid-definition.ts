import type { InvalidDefinitionError } from '../../../engine/index.js';
import { ApiError } from '../wire/api-error.js';

/** What is wrong with a definition, in one line as CreateStateMachine answers it. */
export function invalidDefinition({ problems }: InvalidDefinitionError): ApiError {
  const lines = problems.map(({ state, field, message }) => {
    const place = [state === undefined ? undefined : `States/${state}`, field].filter(Boolean).join('/');
    return `SCHEMA_VALIDATION_FAILED: ${field === undefined ? '' : `The field '${field}' `}${message} at /${place}`;
  });
  return new ApiError('InvalidDefinition', `Invalid State Machine Definition: '${lines.join(', ')}'`);
}
