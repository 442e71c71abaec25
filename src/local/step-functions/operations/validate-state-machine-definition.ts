import { checkDefinition } from '../definition/check-definition.js';
import { integer, required, text } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { definition, machineType } from '../wire/request-members.js';

const DEFAULT_MAX_RESULTS = 100;

/**
 * Warnings do not make a definition fail, and are shown when asked for.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
export const validateStateMachineDefinition = operation(
  {
    definition: required(definition),
    type: machineType,
    severity: text({ values: ['ERROR', 'WARNING'] }),
    maxResults: integer({ min: 0, max: 100 }),
  },
  (request, service) => {
    const { type = 'STANDARD', severity = 'ERROR', maxResults } = request;
    const diagnostics = checkDefinition(service.engine, request.definition, type);
    const shown = severity === 'WARNING' ? diagnostics : diagnostics.filter((each) => each.severity === 'ERROR');
    const size = maxResults || DEFAULT_MAX_RESULTS;
    return {
      result: diagnostics.some((each) => each.severity === 'ERROR') ? 'FAIL' : 'OK',
      diagnostics: shown.slice(0, size),
      truncated: shown.length > size,
    };
  },
);
