import { isExhausted } from '../exhaustion.js';
import { Fault, toFault } from '../fault.js';
import type { Run } from '../run.js';
import { apply, FunctionValue } from '../values/function-value.js';
import type { Signature } from '../ast.js';
import { parseSignature } from './signature.js';

export interface NativeDefinition {
  /** JSONata signature: what arguments are taken, and where the context fills in. */
  readonly signature: string;
  /** How many arguments a higher-order function may pass to it. */
  readonly arity: number;
  /** Depends on nothing but its arguments. Default true. */
  readonly pure?: boolean;
  readonly call: (args: unknown[], run: Run) => unknown;
}

/** A built-in function. */
export class NativeFunction extends FunctionValue {
  readonly name: string;
  readonly arity: number;
  readonly isPure: boolean;
  override readonly signature: Signature;
  readonly #call: NativeDefinition['call'];
  readonly #fits: (args: readonly unknown[]) => boolean;

  constructor(name: string, definition: NativeDefinition) {
    super();
    this.name = name;
    this.arity = definition.arity;
    this.isPure = definition.pure ?? true;
    this.signature = parseSignature(definition.signature, definition.arity);
    this.#call = definition.call;
    this.#fits = quickCheck(definition.signature);
  }

  /** The whole call of a built-in by its name: the usual arguments go straight through, others by the validator. */
  call(args: unknown[], context: unknown, run: Run): unknown {
    if (!this.#fits(args)) return apply(this, args, context, run);
    return this.#run(args, run);
  }

  invoke(args: unknown[], _context: unknown, run: Run): unknown {
    return this.#run(args, run);
  }

  #run(args: unknown[], run: Run): unknown {
    try {
      return this.#call(args, run);
    } catch (error) {
      const fault = toFault(error);
      throw fault instanceof Fault || isExhausted(fault) ? fault : this.#unfit(args);
    }
  }

  /** A partial application does not look at the signature: what does not fit it may make the function stumble. */
  #unfit(args: unknown[]): unknown {
    try {
      this.signature.validate(args, undefined);
    } catch (error) {
      return toFault(error);
    }
    return new Fault('T0410', { index: 1 });
  }
}

const exactly: Readonly<Record<string, (value: unknown) => boolean>> = {
  a: (value) => Array.isArray(value),
  n: (value) => typeof value === 'number',
  s: (value) => typeof value === 'string',
  b: (value) => typeof value === 'boolean',
  f: (value) => value instanceof FunctionValue,
  x: (value) => value !== undefined,
  j: (value) => value !== undefined && !(value instanceof FunctionValue),
  o: (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof FunctionValue),
};

/**
 * Whether arguments are so plainly right that the validator would hand them back unchanged: as many as there are
 * parameters, the last ones left out at most when they are optional, each exactly of its type. Signatures with more to
 * them (choices, `+`) are never that plain.
 */
function quickCheck(signature: string): (args: readonly unknown[]) => boolean {
  const symbols = signature.slice(1, -1).split(':')[0] ?? '';
  if (!/^([anbsfxjo](<[ns]>)?-?\??)*$/.test(symbols)) return () => false;
  const parameters = [...symbols.matchAll(/([anbsfxjo])(?:<([ns])>)?-?(\?)?/g)].map(([, type, item, optional]) => ({
    fits: fitting(type ?? 'x', item),
    optional: optional !== undefined,
  }));
  const required = parameters.filter(({ optional }) => !optional).length;
  return (args) => {
    if (args.length < required || args.length > parameters.length) return false;
    for (let index = 0; index < args.length; index += 1) if (!parameters[index]?.fits(args[index])) return false;
    return true;
  };
}

function fitting(type: string, item: string | undefined): (value: unknown) => boolean {
  const isType = exactly[type] ?? (() => false);
  if (item === undefined) return isType;
  const isItem = exactly[item] ?? (() => false);
  return (value) => isType(value) && (value as unknown[]).every(isItem);
}
