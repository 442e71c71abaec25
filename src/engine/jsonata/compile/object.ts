import type { AstNode, KeyValue, LiteralNode, ObjectNode } from '../ast.js';
import { Frame, emptySlots } from '../frame.js';
import type { Tuple } from '../frame.js';
import { Fault } from '../fault.js';
import { append } from '../values/append.js';
import { isPlainKey, writeOwn } from '../values/own-property.js';
import { isTupleStream } from '../values/sequence.js';
import type { Run } from '../run.js';
import type { Code, Compilation } from './compilation.js';
import { tupleScope } from './tuple-scope.js';

/** `{ key: value }`, and the same after a step, where it groups the items by key. */
export function compileObject(node: ObjectNode, compilation: Compilation): Code {
  return compileGroup(node.lhs, node.position, compilation);
}

/** An object whose values see the items of their key: `input` may be one item, an array of them, or a tuple stream. */
export function compileGroup(pairs: readonly KeyValue[], position: number | undefined, compilation: Compilation): Code {
  const fixed = fixedKeys(pairs);
  const plain = fixed ? compileFixed(fixed, pairs, compilation) : compileComputed(pairs, position, compilation);
  let ofTuples: Code | undefined;
  return (input, frame) => {
    if (!isTupleStream(input, frame.run)) return plain(input, frame);
    ofTuples ??= compileTupleGroup(pairs, position, compilation);
    return ofTuples(input, frame);
  };
}

/** The keys, when all are written out and differ: then there is nothing to group by. */
function fixedKeys(pairs: readonly KeyValue[]): string[] | undefined {
  const keys = pairs.map(([key]) => (isPlainLiteral(key) && typeof key.value === 'string' ? key.value : undefined));
  const known = keys.filter((key) => key !== undefined && isPlainKey(key));
  return known.length === pairs.length && new Set(known).size === pairs.length ? (known as string[]) : undefined;
}

function isPlainLiteral(node: AstNode): node is LiteralNode {
  return node.type === 'string' && node.predicate === undefined && node.group === undefined;
}

function compileFixed(keys: readonly string[], pairs: readonly KeyValue[], compilation: Compilation): Code {
  const entries = pairs.map(([, value], index) => ({ key: keys[index] ?? '', code: compilation.compile(value) }));
  return (input, frame) => {
    const context = Array.isArray(input) ? poured(input, frame.run) : input;
    const result: Record<string, unknown> = {};
    for (const { key, code } of entries) {
      const value = code(context, frame);
      if (value !== undefined) result[key] = value;
    }
    return result;
  };
}

/** All items of an array as one group: a single item as it is, else one array with arrays among them poured in. */
function poured(items: readonly unknown[], run: Run): unknown {
  const present = items.includes(undefined) ? items.filter((item) => item !== undefined) : items;
  if (present.length <= 1) return present[0];
  const group = present.some((item) => Array.isArray(item)) ? present.flat() : present.slice();
  run.checkLength(group.length);
  return group;
}

interface Group {
  readonly pair: number;
  readonly items: unknown[];
}

/** Collects the items of each key. `keysOf` gives, for an item, the key of each pair. */
function collect(
  items: readonly unknown[],
  keysOf: (item: unknown) => Iterable<unknown>,
  position: number | undefined,
  run: Run,
): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const item of items.length === 0 ? [undefined] : items) {
    let pair = -1;
    for (const key of keysOf(item)) {
      run.step();
      pair += 1;
      if (key === undefined) continue;
      if (typeof key !== 'string') throw new Fault('T1003', { value: key }, position);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { pair, items: [item] });
      else if (group.pair === pair) group.items.push(item);
      else throw new Fault('D1009', { value: key }, position);
    }
  }
  return groups;
}

function compileComputed(pairs: readonly KeyValue[], position: number | undefined, compilation: Compilation): Code {
  const keys = pairs.map(([key]) => compilation.compile(key));
  const values = pairs.map(([, value]) => compilation.compile(value));
  return (input, frame) => {
    const keysOf = function* (item: unknown): Generator<unknown> {
      for (const key of keys) yield key(item, frame);
    };
    const result: Record<string, unknown> = {};
    const groups = collect(Array.isArray(input) ? input : [input], keysOf, position, frame.run);
    for (const [key, { pair, items }] of groups) {
      const value = values[pair]?.(poured(items, frame.run), frame);
      if (value !== undefined) writeOwn(result, key, value);
    }
    return result;
  };
}

function compileTupleGroup(pairs: readonly KeyValue[], position: number | undefined, compilation: Compilation): Code {
  const scope = tupleScope(compilation.scope, pairs.flat());
  const inner = compilation.within(scope);
  const keys = pairs.map(([key]) => inner.compile(key));
  const values = pairs.map(([, value]) => inner.compile(value));
  return (input, frame) => {
    const { run } = frame;
    const frameOf = (tuple: Tuple): Frame => new Frame(run, frame, emptySlots(scope.size), tuple);
    const keysOf = function* (item: unknown): Generator<unknown> {
      const tuple = (item ?? {}) as Tuple;
      const own = frameOf(tuple);
      for (const key of keys) yield key(tuple['@'], own);
    };
    const result: Record<string, unknown> = {};
    for (const [key, { pair, items }] of collect(input as Tuple[], keysOf, position, run)) {
      const { '@': context, ...names } = merged(items as Tuple[], run);
      const value = values[pair]?.(context, frameOf(names));
      if (value !== undefined) writeOwn(result, key, value);
    }
    return result;
  };
}

/** One tuple for a group: every name holds the values of all its tuples. */
function merged(group: readonly Tuple[], run: Run): Tuple {
  const result: Tuple = { ...group[0] };
  for (const tuple of group.slice(1)) {
    for (const name of Object.keys(tuple)) result[name] = append(result[name], tuple[name], run);
  }
  return result;
}
