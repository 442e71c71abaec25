import type { TransformNode } from '../ast.js';
import { Fault } from '../fault.js';
import type { Frame } from '../frame.js';
import { parseSignature } from '../built-ins/signature.js';
import type { Run } from '../run.js';
import { apply, FunctionValue } from '../values/function-value.js';
import { isArrayOfStrings } from '../values/numeric.js';
import { writeOwn } from '../values/own-property.js';
import type { Code, Compilation } from './compilation.js';
import { compileName } from './variable.js';

interface TransformCode {
  readonly node: TransformNode;
  readonly clone: Code;
  readonly pattern: Code;
  readonly update: Code;
  readonly remove: Code | undefined;
}

/** `|pattern|update, delete|`: a function that gives a changed copy of its argument. */
export function compileTransform(node: TransformNode, compilation: Compilation): Code {
  const code: TransformCode = {
    node,
    clone: compileName('clone', compilation),
    pattern: compilation.compile(node.pattern),
    update: compilation.compile(node.update),
    remove: node.delete && compilation.compile(node.delete),
  };
  return (_input, frame) => new Transformer(code, frame);
}

class Transformer extends FunctionValue {
  readonly arity = 1;
  override readonly signature = parseSignature('<(oa):o>', 1);
  readonly #code: TransformCode;
  readonly #frame: Frame;

  constructor(code: TransformCode, frame: Frame) {
    super();
    this.#code = code;
    this.#frame = frame;
  }

  invoke([original]: unknown[], _context: unknown, run: Run): unknown {
    if (original === undefined) return undefined;
    const { node, clone, pattern, update, remove } = this.#code;
    const cloner = clone(undefined, this.#frame);
    if (!(cloner instanceof FunctionValue)) throw new Fault('T2013', {}, node.position);
    const copy = apply(cloner, [original], null, run);
    // The pattern may reach data outside the copy through a variable: that belongs to other code and stays as it is.
    const own = objectsWithin(copy, new Set());
    const matches = pattern(copy, this.#frame);
    for (const match of Array.isArray(matches) ? (matches as unknown[]) : [matches]) {
      run.step();
      if (match === undefined) continue;
      const changes = checkedUpdate(update(match, this.#frame), node);
      const target = own.has(match) ? (match as Record<string, unknown>) : {};
      for (const key of Object.keys(changes)) writeOwn(target, key, changes[key]);
      for (const key of checkedDeletions(remove?.(match, this.#frame), node)) delete target[key];
    }
    return copy;
  }
}

function objectsWithin(value: unknown, found: Set<unknown>): Set<unknown> {
  if (typeof value === 'object' && value !== null) {
    found.add(value);
    for (const child of Object.values(value)) objectsWithin(child, found);
  }
  return found;
}

function checkedUpdate(update: unknown, node: TransformNode): Record<string, unknown> {
  if (update === undefined) return {};
  if (typeof update !== 'object' || update === null || Array.isArray(update)) {
    throw new Fault('T2011', { value: update }, node.update.position);
  }
  return update as Record<string, unknown>;
}

function checkedDeletions(deletions: unknown, node: TransformNode): readonly string[] {
  if (deletions === undefined) return [];
  const keys = Array.isArray(deletions) ? (deletions as unknown[]) : [deletions];
  if (!isArrayOfStrings(keys)) throw new Fault('T2012', { value: deletions }, node.delete?.position);
  return keys;
}
