import type { StateSource } from '../definition/state-source.js';
import type { Stage } from '../query/evaluation-scope.js';
import { compileJsonataField } from '../query/jsonata-template.js';
import { compilePathOrIntrinsic } from '../query/jsonpath-field.js';
import { failure, runtimeFailure } from '../run/state-failure.js';
import type { BeginState } from './begin-state.js';

/** Fail: ends the execution, branch or iteration with an error name and a cause, both optional. */
export function compileFail(source: StateSource): BeginState {
  const errorOf = compileText(source, 'Error');
  const causeOf = compileText(source, 'Cause');
  return () => (frame) => {
    frame.input = frame.stateInput;
    frame.states = { input: frame.stateInput };
    throw failure(text('Error', errorOf?.(frame)), text('Cause', causeOf?.(frame)));
  };
}

function compileText(source: StateSource, field: 'Error' | 'Cause'): Stage | undefined {
  const path = source.fields[`${field}Path`];
  if (path !== undefined) {
    if (source.has(field)) source.report(`${field}Path`, `is given together with ${field}: give one of the two`);
    return compilePathOrIntrinsic(source, `${field}Path`, path);
  }
  if (!source.has(field)) return undefined;
  const value = source.fields[field];
  if (typeof value !== 'string') source.report(field, 'is not a text');
  return source.language === 'JSONata' ? compileJsonataField(source, field, value, 'string') : () => value;
}

function text(field: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw runtimeFailure(`The field '${field}' must be a string but was: ${JSON.stringify(value)}`);
}
