import { compileDefiniteReader, pickNames, readStep } from './definite-reader.js';
import { compileFilter } from './filter.js';
import type { FilterPathReader } from './filter.js';
import { isJsonObject } from './json-value.js';
import { isDefinite } from './path-segment.js';
import type { ChildSegment, FilterExpression, ParsedPath, PathSegment } from './path-segment.js';

/** Hands every value that a step finds under `value` to `found`; `document` is what `$` means inside filters. */
type Step = (value: unknown, document: unknown, found: (child: unknown) => void) => void;

/** Lists the values an indefinite path leads to, in document order; an empty list when there are none. */
export type Selector = (start: unknown, document: unknown) => unknown[];

/** Compiles the steps of an indefinite path. What does not fit a step (an index on an object, a missing name) is passed over. */
export function compileSelector(segments: readonly PathSegment[]): Selector {
  const steps = segments.map((segment, at) =>
    segment.kind === 'descendants'
      ? compileDescendants(segment.child)
      : compileChildren(segment, at === segments.length - 1),
  );
  return (start, document) => {
    let values: unknown[] = start === undefined ? [] : [start];
    for (const step of steps) {
      const found: unknown[] = [];
      for (const value of values) step(value, document, (child) => found.push(child));
      values = found;
    }
    return values;
  };
}

function compileChildren(segment: ChildSegment, isLast: boolean): Step {
  switch (segment.kind) {
    case 'name':
    case 'index':
      return (value, _, found) => emitDefined(readStep(value, segment), found);
    case 'names':
      if (isLast) return (value, _, found) => emitDefined(pickNames(value, segment.names), found);
      return (value, _, found) => {
        for (const name of segment.names) emitDefined(readStep(value, { kind: 'name', name }), found);
      };
    case 'indexes':
      return (value, _, found) => {
        for (const index of segment.indexes) emitDefined(readStep(value, { kind: 'index', index }), found);
      };
    case 'slice':
      return (value, _, found) => {
        if (Array.isArray(value)) value.slice(segment.from ?? 0, segment.to).forEach(found);
      };
    case 'wildcard':
      return (value, _, found) => childrenOf(value).forEach(found);
    case 'filter':
      return compileFilterStep(segment.test);
  }
}

/** A filter picks elements of an array; applied to an object it keeps or drops the object itself. */
function compileFilterStep(test: FilterExpression): Step {
  const accepts = compileFilter(test, compileFilterPath);
  return (value, document, found) => {
    if (Array.isArray(value)) {
      for (const item of value) if (accepts(item, document)) found(item);
    } else if (isJsonObject(value) && accepts(value, document)) found(value);
  };
}

function compileFilterPath({ root, segments }: ParsedPath): FilterPathReader {
  const read = isDefinite(segments) ? compileDefiniteReader(segments) : undefined;
  const select = compileSelector(segments);
  if (root.kind !== 'current') return (_, document) => (read ? read(document) : select(document, document));
  return (current, document) => (read ? read(current) : select(current, document));
}

/** `..`: the step is applied to the value itself and to everything below it, parents first. */
function compileDescendants(child: ChildSegment): Step {
  if (child.kind === 'filter') {
    const accepts = compileFilter(child.test, compileFilterPath);
    return (value, document, found) =>
      walk(value, (node) => {
        if (isJsonObject(node) && accepts(node, document)) found(node);
      });
  }
  const step = compileChildren(child, false);
  return (value, document, found) => walk(value, (node) => step(node, document, found));
}

/** Visits a value and all its descendants in document order, without recursion: documents may be deep. */
function walk(start: unknown, visit: (node: unknown) => void): void {
  const pending = [start];
  while (pending.length > 0) {
    const node = pending.pop();
    visit(node);
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at--) pending.push(children[at]);
  }
}

function childrenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}

function emitDefined(value: unknown, found: (child: unknown) => void): void {
  if (value !== undefined) found(value);
}
