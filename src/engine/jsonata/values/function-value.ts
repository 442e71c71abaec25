import type { Signature } from '../ast.js';
import { Fault, toFault } from '../fault.js';
import type { Run } from '../run.js';

/** A function as a value of the language: built-in, lambda, partial application, regular expression. */
export abstract class FunctionValue {
  /** How many arguments it can take: higher-order functions pass no more. */
  abstract readonly arity: number;
  /** JSONata's own validators recognise a function by this property. */
  readonly _jsonata_function = true;
  /** Whether the effective boolean value is true; JSONata answers differently by how the function came about. */
  readonly truthy: boolean = true;
  readonly signature?: Signature | undefined;

  /** Runs it on validated arguments; may return a TailCall. */
  abstract invoke(args: unknown[], context: unknown, run: Run): unknown;
}

/**
 * A call in tail position, left to the loop in `apply` so that tail recursion needs no stack. A function value, because
 * a filter behind a tail call sees it before it is made, as in JSONata.
 */
export class TailCall extends FunctionValue {
  readonly arity = 0;
  readonly target: unknown;
  readonly args: unknown[];
  readonly position: number | undefined;
  readonly token: string | undefined;

  constructor(target: unknown, args: unknown[], position: number | undefined, token: string | undefined) {
    super();
    this.target = target;
    this.args = args;
    this.position = position;
    this.token = token;
  }

  invoke(): unknown {
    return this;
  }
}

/** Calls a function with what it is called with: signature, context value and tail calls are looked after here. */
export function apply(target: unknown, args: unknown[], context: unknown, run: Run): unknown {
  return finished(applyOnce(target, args, context, run), context, run);
}

/** Makes tail calls until there is a value. */
export function finished(value: unknown, context: unknown, run: Run): unknown {
  let result = value;
  while (result instanceof TailCall) {
    run.step();
    const tail = result;
    try {
      result = applyOnce(tail.target, tail.args, context, run);
    } catch (error) {
      throw located(error, tail.target, tail.position, tail.token);
    }
  }
  return result;
}

function applyOnce(target: unknown, args: unknown[], context: unknown, run: Run): unknown {
  if (!(target instanceof FunctionValue)) throw new Fault('T1006');
  const { signature } = target;
  return target.invoke(signature === undefined ? args : validated(signature, args, context), context, run);
}

function validated(signature: Signature, args: unknown[], context: unknown): unknown[] {
  try {
    return signature.validate(args, context);
  } catch (error) {
    throw toFault(error);
  }
}

/** Adds to a failure the position of the call that it came through. */
export function located(
  error: unknown,
  target: unknown,
  position: number | undefined,
  token: string | undefined,
): unknown {
  const fault = toFault(error);
  if (fault instanceof Fault) {
    if (target instanceof FunctionValue || !fault.position) fault.position = position;
    if (!fault.token) fault.token = token;
  }
  return fault;
}

/** A function that was given as an argument: it has lost the context it could have filled a missing argument with. */
export class PassedFunction extends FunctionValue {
  readonly target: FunctionValue;
  override readonly truthy = false;

  constructor(target: FunctionValue) {
    super();
    this.target = target;
  }

  get arity(): number {
    return this.target.arity;
  }

  invoke(args: unknown[], _context: unknown, run: Run): unknown {
    return apply(this.target, args, null, run);
  }
}

/** What a call hands over for one evaluated argument. */
export function passed(argument: unknown): unknown {
  return argument instanceof FunctionValue && !(argument instanceof PassedFunction)
    ? new PassedFunction(argument)
    : argument;
}
