import type { StateSource } from '../definition/state-source.js';
import { isObject } from '../json/plain-json.js';
import type { Program } from '../run/compiled-state.js';

/** Compiles the states inside a branch or an item processor. */
export type CompileInner = (field: string, definition: Readonly<Record<string, unknown>>) => Program;

/** The part of a definition that holds inner states; reports anything that is not an object. */
export function innerDefinition(source: StateSource, field: string): Readonly<Record<string, unknown>> | undefined {
  const value = source.fields[field];
  if (isObject(value)) return value;
  source.report(field, 'is missing or not an object: expected StartAt and States');
  return undefined;
}
