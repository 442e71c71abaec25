import { readStep } from './definite-reader.js';
import { isJsonObject } from './json-value.js';
import { parsePath } from './parse-path.js';
import type { DefiniteSegment } from './path-segment.js';
import { ReferencePathConflictError } from './reference-path-conflict-error.js';
import { TextCursor } from './text-cursor.js';

/** A path to exactly one place of the state's data: names and indexes, no filter, wildcard, slice or union. */
export interface ReferencePath {
  readonly text: string;
  /**
   * Gives a copy of `root` in which `value` is at the place; only the containers on the way are copied.
   * Objects on the way are created. An index replaces an element or adds one at the end; a missing array is created.
   *
   * @throws ReferencePathConflictError when something on the way is neither missing nor of the needed kind
   */
  write(root: unknown, value: unknown): unknown;
  /**
   * Reads the value for a field that AWS treats as a reference path (ItemsPath).
   *
   * @throws ReferencePathConflictError when there is nothing at the place
   */
  read(root: unknown): unknown;
}

/**
 * Compiles a reference path as ResultPath and ItemsPath take it.
 *
 * @throws PathSyntaxError when the text is malformed, or leads to more than one place, or starts with `$$` or `$variable`
 * @see https://states-language.net/spec.html#ref-paths
 */
export function compileReferencePath(text: string): ReferencePath {
  const steps = parseReferencePath(text);
  return {
    text,
    write: (root, value) => writeAt(root, 0, { text, steps, root, value }),
    read(root) {
      let value = root;
      for (const step of steps) {
        value = readStep(value, step);
        if (value === undefined) throw new ReferencePathConflictError(text, root, step);
      }
      return value;
    },
  };
}

/** Data that nest deeper cannot be told from endless ones. */
const MAXIMUM_STEPS = 1000;

function parseReferencePath(text: string): readonly DefiniteSegment[] {
  const cursor = new TextCursor(text);
  const { root, segments } = parsePath(cursor);
  cursor.expectEnd("'.', '[' or the end of the path");
  if (segments.length > MAXIMUM_STEPS) cursor.fail(`at most ${MAXIMUM_STEPS} steps`, 0);
  if (root.kind !== 'input') cursor.fail("a reference path into the state's data ('$' or '$.…')", 0);
  return segments.map((segment) => {
    if (segment.kind === 'name' || segment.kind === 'index') return segment;
    return cursor.fail('a reference path: names and single indexes only (no *, slice, union, filter or ..)', 0);
  });
}

interface Write {
  readonly text: string;
  readonly steps: readonly DefiniteSegment[];
  readonly root: unknown;
  readonly value: unknown;
}

function writeAt(node: unknown, depth: number, write: Write): unknown {
  const step = write.steps[depth];
  if (step === undefined) return write.value;
  const container = node === undefined ? (step.kind === 'name' ? {} : []) : node;
  const child = writeAt(readStep(container, step), depth + 1, write);
  if (step.kind === 'name') {
    // A computed name always makes an own property, even for '__proto__'.
    if (isJsonObject(container)) return { ...container, [step.name]: child };
  } else if (Array.isArray(container) && step.index <= container.length && step.index >= -container.length) {
    const copy = container.slice();
    copy[step.index < 0 ? container.length + step.index : step.index] = child;
    return copy;
  }
  throw new ReferencePathConflictError(write.text, write.root, depth === 0 ? undefined : step);
}
