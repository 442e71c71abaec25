import type { Diagnostic, Report } from './diagnostic.js';
import { isFields, scopesOf } from './definition-scope.js';
import { checkLabels } from './map-label.js';
import { checkQueryLanguages } from './query-language.js';
import { checkSchema } from './schema.js';
import { checkTransitions } from './transitions.js';
import { checkNames } from './unique-names.js';
import { parseDefinition } from './parse-definition.js';

/**
 * Finds what AWS finds in a definition, in AWS's order and words, as far as they are known. What else is wrong with an
 * expression or a path is for the engine to find.
 *
 * @param type of the machine: Express machines cannot wait for jobs and tokens
 */
export function diagnose(definition: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const report: Report = (code, message, location) =>
    found.push({ severity: 'ERROR', code, message, ...(location === undefined ? {} : { location }) });
  let machine: unknown;
  try {
    machine = parseDefinition(definition);
  } catch (error) {
    report('INVALID_JSON_DESCRIPTION', error instanceof Error ? error.message : String(error));
    return found;
  }
  if (!isFields(machine)) {
    report('INVALID_JSON_DESCRIPTION', 'A state machine must be a JSON object');
    return found;
  }
  const scopes = scopesOf(machine);
  checkQueryLanguages(machine, scopes, report);
  checkNames(scopes, report);
  checkSchema(scopes, type, report);
  checkLabels(scopes, report);
  // AWS looks at the ways through a machine only when its parts are well made.
  if (found.length === 0) checkTransitions(scopes, report);
  return found;
}
