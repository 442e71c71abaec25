import { ownProperty, isJsonObject, setOwnProperty } from './json-value.js';
import type { DefiniteSegment, PathSegment } from './path-segment.js';

/** Reads one place of a document; `undefined` when there is nothing. */
export type DefiniteReader = (document: unknown) => unknown;

/** Compiles names and indexes (and, at the end, a union of names) to property reads. */
export function compileDefiniteReader(segments: readonly PathSegment[]): DefiniteReader {
  const last = segments.at(-1);
  if (last?.kind === 'names') {
    const readParent = compileDefiniteReader(segments.slice(0, -1));
    return (document) => pickNames(readParent(document), last.names);
  }
  const steps = segments.filter((segment) => segment.kind === 'name' || segment.kind === 'index');
  const names = steps.filter((step) => step.kind === 'name').map((step) => step.name);
  const plainNamesOnly = names.length === steps.length && names.every((name) => !(name in Object.prototype));
  return plainNamesOnly ? compileNameReader(names) : (document) => readSteps(document, steps);
}

/** For names that no object inherits, a plain property read is already a read of an own property. */
function compileNameReader(names: readonly string[]): DefiniteReader {
  return (document) => {
    let value = document;
    for (const name of names) {
      if (!isJsonObject(value)) return undefined;
      value = value[name];
    }
    return value;
  };
}

function readSteps(document: unknown, steps: readonly DefiniteSegment[]): unknown {
  let value = document;
  for (const step of steps) value = readStep(value, step);
  return value;
}

/** The child of a value that a single step leads to; `undefined` when there is none. */
export function readStep(value: unknown, step: DefiniteSegment): unknown {
  if (step.kind === 'name') return isJsonObject(value) ? ownProperty(value, step.name) : undefined;
  return Array.isArray(value) ? value.at(step.index) : undefined;
}

/** `$['a','b']` at the end of a path gives one object with those of the names that exist; `undefined` for what is no object. */
export function pickNames(value: unknown, names: readonly string[]): unknown {
  if (!isJsonObject(value)) return undefined;
  const picked: Record<string, unknown> = {};
  for (const name of names) if (Object.hasOwn(value, name)) setOwnProperty(picked, name, value[name]);
  return picked;
}
