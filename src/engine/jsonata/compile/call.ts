import type { ApplyNode, AstNode, CallNode, PartialNode } from '../ast.js';
import { Fault } from '../fault.js';
import type { Frame } from '../frame.js';
import { NativeFunction } from '../built-ins/native-function.js';
import type { Run } from '../run.js';
import { apply, FunctionValue, located, passed } from '../values/function-value.js';
import type { Code, Compilation } from './compilation.js';
import { compileName } from './variable.js';

/** The name of the called function in an error. */
export function tokenOf(procedure: AstNode): string | undefined {
  const named = procedure.type === 'path' ? procedure.steps[0] : procedure;
  return named !== undefined && 'value' in named && typeof named.value === 'string' ? named.value : undefined;
}

/** Evaluates arguments from left to right into a new array. */
export function compileArguments(
  nodes: readonly AstNode[],
  compilation: Compilation,
): (input: unknown, frame: Frame) => unknown[] {
  const codes = nodes.map((node) => compilation.compile(node));
  return (input, frame) => {
    const args: unknown[] = [];
    for (const code of codes) args.push(passed(code(input, frame)));
    return args;
  };
}

/** `f(a, b)` */
export function compileCall(node: CallNode, compilation: Compilation): Code {
  const args = compileArguments(node.arguments, compilation);
  const invoke = compileInvocation(node, compilation);
  return (input, frame) => invoke(args(input, frame), input, frame);
}

type Invocation = (args: unknown[], input: unknown, frame: Frame) => unknown;

/** Everything of a call but its arguments. */
function compileInvocation(node: CallNode, compilation: Compilation): Invocation {
  const { procedure, position } = node;
  const token = tokenOf(procedure);
  const { depth } = compilation;
  const target = compilation.compile(procedure);
  const forgottenDollar = compileForgottenDollar(procedure, compilation);
  const general: Invocation = (args, input, frame) => {
    const called = target(input, frame);
    if (called === undefined && forgottenDollar?.(input, frame)) throw new Fault('T1005', {}, position, token);
    return callAt(called, args, input, frame.run, depth, position, token);
  };
  const builtIn = token === undefined ? undefined : compilation.builtIns.get(token);
  const isBuiltIn =
    builtIn instanceof NativeFunction &&
    procedure.type === 'variable' &&
    procedure.predicate === undefined &&
    procedure.group === undefined &&
    compilation.scope.locate(procedure.value).length === 0;
  if (!isBuiltIn) return general;
  return (args, input, frame) => {
    const { run } = frame;
    // A workflow variable of the same name comes first, and is no function.
    if (run.scope.variable(builtIn.name) !== undefined) return general(args, input, frame);
    return callAt(builtIn, args, input, run, depth, position, token);
  };
}

function callAt(
  target: unknown,
  args: unknown[],
  input: unknown,
  run: Run,
  depth: number,
  position: number | undefined,
  token: string | undefined,
): unknown {
  const outer = run.baseDepth;
  run.baseDepth = outer + depth;
  try {
    return target instanceof NativeFunction ? target.call(args, input, run) : apply(target, args, input, run);
  } catch (error) {
    throw located(error, target, position, token);
  } finally {
    run.baseDepth = outer;
  }
}

/** Whether a name that was called without its dollar sign exists with one. */
function compileForgottenDollar(procedure: AstNode, compilation: Compilation): Code | undefined {
  if (procedure.type !== 'path') return undefined;
  const name = tokenOf(procedure);
  return name === undefined ? undefined : compileName(name, compilation);
}

/** `a ~> f(b)` calls f with a in front; `f ~> g` makes one function of two. */
export function compileApply(node: ApplyNode, compilation: Compilation): Code {
  const left = compilation.compile(node.lhs);
  const { depth } = compilation;
  // JSONata passes over filters and groups behind a call on this side.
  if (node.rhs.type === 'function') {
    const args = compileArguments(node.rhs.arguments, compilation);
    const invoke = compileInvocation(node.rhs, compilation);
    return (input, frame) => {
      const first = left(input, frame);
      return invoke([first, ...args(input, frame)], input, frame);
    };
  }
  const right = compilation.compile(node.rhs);
  return (input, frame) => {
    const value = left(input, frame);
    const target = right(input, frame);
    if (!(target instanceof FunctionValue)) throw new Fault('T2006', { value: target }, node.position);
    if (value instanceof FunctionValue) return new ChainedFunction(value, target);
    const { run } = frame;
    const outer = run.baseDepth;
    run.baseDepth = outer + depth;
    const result = apply(target, [value], null, run);
    run.baseDepth = outer;
    return result;
  };
}

class ChainedFunction extends FunctionValue {
  readonly arity = 1;
  readonly #first: FunctionValue;
  readonly #second: FunctionValue;

  constructor(first: FunctionValue, second: FunctionValue) {
    super();
    this.#first = first;
    this.#second = second;
  }

  invoke(args: unknown[], _context: unknown, run: Run): unknown {
    return apply(this.#second, [passed(apply(this.#first, [args[0]], null, run))], null, run);
  }
}

/** `f(a, ?)`: a function of the arguments left open. */
export function compilePartial(node: PartialNode, compilation: Compilation): Code {
  const target = compilation.compile(node.procedure);
  const args = node.arguments.map((argument) =>
    argument.type === 'operator' ? undefined : compilation.compile(argument),
  );
  const forgottenDollar = compileForgottenDollar(node.procedure, compilation);
  const token = tokenOf(node.procedure);
  return (input, frame) => {
    const given = args.map((code) => code && { value: code(input, frame) });
    const called = target(input, frame);
    if (!(called instanceof FunctionValue)) {
      const code = called === undefined && forgottenDollar?.(input, frame) ? 'T1007' : 'T1008';
      throw new Fault(code, {}, node.position, token);
    }
    return new PartialFunction(called, given);
  };
}

class PartialFunction extends FunctionValue {
  readonly arity: number;
  readonly #target: FunctionValue;
  readonly #given: readonly ({ readonly value: unknown } | undefined)[];

  constructor(target: FunctionValue, given: readonly ({ readonly value: unknown } | undefined)[]) {
    super();
    this.#target = target;
    this.#given = given.slice(0, target.arity);
    this.arity = this.#given.filter((argument) => argument === undefined).length;
  }

  invoke(args: unknown[], context: unknown, run: Run): unknown {
    let next = 0;
    const all = this.#given.map((argument) => (argument === undefined ? args[next++] : argument.value));
    // JSONata does not look at the signature again once a function is partially applied.
    return this.#target.invoke(all, context, run);
  }
}
