import { InvalidDefinitionError, type Engine, type MachineType } from '../../../engine/index.js';
import type { Diagnostic } from './diagnostic.js';
import { diagnose } from './diagnose.js';
import { parseDefinition } from './parse-definition.js';
import { findWarnings } from './warnings.js';

/** Everything there is to say about a definition, what is wrong with it before what is only to be warned of. */
export function checkDefinition(engine: Engine, definition: string, type: MachineType): readonly Diagnostic[] {
  const errors = findErrors(engine, definition, type);
  if (errors.some(({ code }) => code === 'INVALID_JSON_DESCRIPTION')) return errors;
  return [...errors, ...findWarnings(parseDefinition(definition))];
}

/** What AWS would find, or else what keeps the engine from running it. */
function findErrors(engine: Engine, definition: string, type: MachineType): readonly Diagnostic[] {
  const diagnostics = diagnose(definition, type);
  if (diagnostics.length > 0) return diagnostics;
  try {
    engine.compile({ definition, type });
    return [];
  } catch (error) {
    if (error instanceof InvalidDefinitionError) return engineDiagnostics(error);
    throw error;
  }
}

/** What the engine found, in the form of AWS's diagnostics. */
export function engineDiagnostics({ problems }: InvalidDefinitionError): readonly Diagnostic[] {
  return problems.map(({ state, field, message }) => ({
    severity: 'ERROR',
    code: 'SCHEMA_VALIDATION_FAILED',
    message: field === undefined ? message : `The field '${field}' ${message}`,
    location: `/${[state === undefined ? [] : ['States', state], field ?? []].flat().join('/')}`,
  }));
}
