import { isJsonObject, jsonEquals } from './json-value.js';
import type { FilterExpression, FilterOperand, ParsedPath } from './path-segment.js';

/** Decides about one element: `@` is `current`, `$` is `document`. */
export type Filter = (current: unknown, document: unknown) => boolean;

/** Reads a path of a filter; `undefined` when a definite path finds nothing. */
export type FilterPathReader = (current: unknown, document: unknown) => unknown;
/** Compiles a path of a filter; handed in because paths contain filters and filters contain paths. */
export type FilterPathCompiler = (path: ParsedPath) => FilterPathReader;

type Comparison = (left: unknown, right: unknown) => boolean;

/** Compiles the condition of `[?( … )]`. A path that finds nothing makes every comparison false but `!=`, `!==` and `nin`. */
export function compileFilter(expression: FilterExpression, compilePath: FilterPathCompiler): Filter {
  switch (expression.kind) {
    case 'or': {
      const [left, right] = [compileFilter(expression.left, compilePath), compileFilter(expression.right, compilePath)];
      return (current, document) => left(current, document) || right(current, document);
    }
    case 'and': {
      const [left, right] = [compileFilter(expression.left, compilePath), compileFilter(expression.right, compilePath)];
      return (current, document) => left(current, document) && right(current, document);
    }
    case 'not': {
      const operand = compileFilter(expression.operand, compilePath);
      return (current, document) => !operand(current, document);
    }
    case 'exists': {
      const read = compilePath(expression.path);
      return (current, document) => read(current, document) !== undefined;
    }
    case 'matches': {
      const read = compileOperand(expression.left, compilePath);
      return (current, document) => {
        const text = read(current, document);
        return typeof text === 'string' && expression.pattern.matches(text);
      };
    }
    case 'comparison': {
      const [left, right] = [
        compileOperand(expression.left, compilePath),
        compileOperand(expression.right, compilePath),
      ];
      const compare = COMPARISONS[expression.operator]!;
      return (current, document) => compare(left(current, document), right(current, document));
    }
  }
}

function compileOperand(operand: FilterOperand, compilePath: FilterPathCompiler): FilterPathReader {
  return operand.kind === 'literal' ? () => operand.value : compilePath(operand.path);
}

/** Jayway's operators. `==` sees a number and its text as equal, `===` does not. */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '==': looselyEqual,
  '!=': (left, right) => !looselyEqual(left, right),
  '===': (left, right) => left !== undefined && jsonEquals(left, right),
  '!==': (left, right) => left === undefined || !jsonEquals(left, right),
  '<': (left, right) => compare(left, right, (order) => order < 0),
  '<=': (left, right) => compare(left, right, (order) => order <= 0),
  '>': (left, right) => compare(left, right, (order) => order > 0),
  '>=': (left, right) => compare(left, right, (order) => order >= 0),
  in: includes,
  nin: (left, right) => !includes(left, right),
  contains: (left, right) =>
    typeof left === 'string' ? typeof right === 'string' && left.includes(right) : includes(right, left),
  subsetof: (left, right) => Array.isArray(left) && left.every((item) => includes(item, right)),
  anyof: (left, right) => Array.isArray(left) && left.some((item) => includes(item, right)),
  noneof: (left, right) => Array.isArray(left) && !left.some((item) => includes(item, right)),
  size: (left, right) => sizeOf(left) !== undefined && sizeOf(left) === right,
  empty: (left, right) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right,
};

function looselyEqual(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return false;
  if (typeof left === 'number' && typeof right === 'string') return right.trim() !== '' && left === Number(right);
  if (typeof left === 'string' && typeof right === 'number') return looselyEqual(right, left);
  return jsonEquals(left, right);
}

/** Numbers with numbers, texts with texts; anything else is in no order. */
function compare(left: unknown, right: unknown, accepts: (order: number) => boolean): boolean {
  if (typeof left === 'number' && typeof right === 'number') return accepts(left - right);
  if (typeof left === 'string' && typeof right === 'string') return accepts(left < right ? -1 : left > right ? 1 : 0);
  return false;
}

function includes(value: unknown, list: unknown): boolean {
  return Array.isArray(list) && list.some((item) => looselyEqual(item, value));
}

function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}
