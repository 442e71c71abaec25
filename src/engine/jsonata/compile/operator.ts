import type { BinaryNode, NegationNode } from '../ast.js';
import { limitCode } from '../errors.js';
import { Fault } from '../fault.js';
import type { Frame } from '../frame.js';
import type { Run } from '../run.js';
import { isEqual } from '../values/equality.js';
import { isNumeric } from '../values/numeric.js';
import { asSequence } from '../values/sequence.js';
import { toText } from '../values/text.js';
import { isTrue } from '../values/truth.js';
import type { Code, Compilation } from './compilation.js';

type Operation = (left: unknown, right: unknown, run: Run) => unknown;

/** Any `left operator right`. A failure of the operation carries the operator and its place. */
export function compileBinary(node: BinaryNode, compilation: Compilation): Code {
  const left = compilation.compile(node.lhs);
  if (node.value === 'and' || node.value === 'or') return compileLogical(node, left, compilation);
  const right = compilation.compile(node.rhs);
  const operation = operations[node.value];
  if (operation === undefined) throw new Error(`No operator ${node.value}`);
  const quick = quickNumeric[node.value];
  const { value: token, position } = node;
  const checked = (leftValue: unknown, rightValue: unknown, run: Run): unknown => {
    try {
      return operation(leftValue, rightValue, run);
    } catch (error) {
      throw at(error, position, token);
    }
  };
  if (quick !== undefined) return quick(left, right, checked);
  return (input, frame) => checked(left(input, frame), right(input, frame), frame.run);
}

function at(error: unknown, position: number | undefined, token: string): unknown {
  if (error instanceof Fault && error.code !== limitCode) {
    error.position = position;
    error.token = token;
  }
  return error;
}

/** JSONata blames the logical operator for whatever goes wrong on its right side. */
function compileLogical(node: BinaryNode, left: Code, compilation: Compilation): Code {
  const right = compilation.compileBranch(node.rhs);
  const { value: token, position } = node;
  const rightIsTrue = (input: unknown, frame: Frame): boolean => {
    try {
      return isTrue(right(input, frame));
    } catch (error) {
      throw at(error, position, token);
    }
  };
  return token === 'and'
    ? (input, frame) => isTrue(left(input, frame)) && rightIsTrue(input, frame)
    : (input, frame) => isTrue(left(input, frame)) || rightIsTrue(input, frame);
}

/** The everyday case, two finite numbers, without a table look-up; all else goes the checked way. */
const quickNumeric: Readonly<Record<string, (left: Code, right: Code, checked: Operation) => Code>> = {
  '+': (left, right, checked) => (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    if (typeof a === 'number' && typeof b === 'number') {
      const result = a + b;
      if (Number.isFinite(result)) return result;
    }
    return checked(a, b, frame.run);
  },
  '-': (left, right, checked) => (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    if (typeof a === 'number' && typeof b === 'number') {
      const result = a - b;
      if (Number.isFinite(result)) return result;
    }
    return checked(a, b, frame.run);
  },
  '*': (left, right, checked) => (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    if (typeof a === 'number' && typeof b === 'number') {
      const result = a * b;
      if (Number.isFinite(result)) return result;
    }
    return checked(a, b, frame.run);
  },
  '=': (left, right) => (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    if (a === undefined || b === undefined) return false;
    return a === b || isEqual(a, b, frame.run);
  },
  '!=': (left, right) => (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    if (a === undefined || b === undefined) return false;
    return !(a === b || isEqual(a, b, frame.run));
  },
  '<': (left, right, checked) => (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    return typeof a === 'number' && typeof b === 'number' ? a < b : checked(a, b, frame.run);
  },
  '<=': (left, right, checked) => (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    return typeof a === 'number' && typeof b === 'number' ? a <= b : checked(a, b, frame.run);
  },
  '>': (left, right, checked) => (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    return typeof a === 'number' && typeof b === 'number' ? a > b : checked(a, b, frame.run);
  },
  '>=': (left, right, checked) => (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    return typeof a === 'number' && typeof b === 'number' ? a >= b : checked(a, b, frame.run);
  },
};

const arithmetic =
  (compute: (left: number, right: number) => number): Operation =>
  (left, right, run) => {
    if (left !== undefined && !isNumeric(left)) throw new Fault('T2001', { value: left });
    if (right !== undefined && !isNumeric(right)) throw new Fault('T2002', { value: right });
    if (left === undefined || right === undefined) return undefined;
    const result = compute(left, right);
    if (!Number.isFinite(result)) run.mayHoldForeign = true;
    return result;
  };

const comparison =
  (compare: (left: string | number, right: string | number) => boolean): Operation =>
  (left, right) => {
    if (!isComparable(left) || !isComparable(right)) {
      throw new Fault('T2010', { value: typeof left === 'string' || typeof left === 'number' ? right : left });
    }
    if (left === undefined || right === undefined) return undefined;
    if (typeof left !== typeof right) throw new Fault('T2009', { value: left, value2: right });
    return compare(left, right);
  };

function isComparable(value: unknown): value is string | number | undefined {
  return value === undefined || typeof value === 'string' || typeof value === 'number';
}

const operations: Readonly<Record<string, Operation>> = {
  '+': arithmetic((left, right) => left + right),
  '-': arithmetic((left, right) => left - right),
  '*': arithmetic((left, right) => left * right),
  '/': arithmetic((left, right) => left / right),
  '%': arithmetic((left, right) => left % right),
  '=': (left, right, run) => left !== undefined && right !== undefined && isEqual(left, right, run),
  '!=': (left, right, run) => left !== undefined && right !== undefined && !isEqual(left, right, run),
  '<': comparison((left, right) => left < right),
  '<=': comparison((left, right) => left <= right),
  '>': comparison((left, right) => left > right),
  '>=': comparison((left, right) => left >= right),
  '&': concatenate,
  '..': range,
  in: (left, right) => {
    if (left === undefined || right === undefined) return false;
    return Array.isArray(right) ? right.includes(left) && !Number.isNaN(left) : right === left;
  },
};

function concatenate(left: unknown, right: unknown, run: Run): string {
  const text = (left === undefined ? '' : toText(left, run)) + (right === undefined ? '' : toText(right, run));
  run.checkText(text.length);
  return text;
}

const longestRange = 1e7;

function range(left: unknown, right: unknown, run: Run): unknown {
  if (left !== undefined && !Number.isInteger(left)) throw new Fault('T2003', { value: left });
  if (right !== undefined && !Number.isInteger(right)) throw new Fault('T2004', { value: right });
  if (typeof left !== 'number' || typeof right !== 'number' || left > right) return undefined;
  const size = right - left + 1;
  if (size > longestRange) throw new Fault('D2014', { value: size });
  run.checkLength(size);
  const numbers: number[] = [];
  // Counting the items, not comparing the number: beyond 2^53 adding one changes nothing.
  for (let index = 0; index < size; index += 1) numbers.push(left + index);
  return asSequence(numbers, run);
}

/** Unary minus. */
export function compileNegation(node: NegationNode, compilation: Compilation): Code {
  const operand = compilation.compile(node.expression);
  const { position } = node;
  return (input, frame) => {
    const value = operand(input, frame);
    if (value === undefined) return undefined;
    if (isNumeric(value)) return -value;
    throw new Fault('D1002', { value }, position, '-');
  };
}
