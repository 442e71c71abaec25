import type { LambdaNode, Signature } from '../ast.js';
import { Frame, unbound } from '../frame.js';
import { boundNames, LexicalScope } from '../lexical-scope.js';
import type { Run } from '../run.js';
import { FunctionValue, TailCall } from '../values/function-value.js';
import type { Code, Compilation, Region } from './compilation.js';
import { compileArguments, tokenOf } from './call.js';

interface LambdaDefinition {
  readonly parameters: readonly string[];
  readonly signature: Signature | undefined;
  /** Variables of its frame, the parameters first. */
  readonly slots: number;
  readonly region: Region;
  readonly body: Code;
}

/** A function written in the expression, together with the variables and the context where it was written. */
export class Lambda extends FunctionValue {
  readonly definition: LambdaDefinition;
  override readonly signature: Signature | undefined;
  readonly #input: unknown;
  readonly #frame: Frame;

  constructor(definition: LambdaDefinition, input: unknown, frame: Frame) {
    super();
    this.definition = definition;
    this.signature = definition.signature;
    this.#input = input;
    this.#frame = frame;
  }

  get arity(): number {
    return this.definition.parameters.length;
  }

  invoke(args: unknown[], _context: unknown, run: Run): unknown {
    const { parameters, slots, region, body } = this.definition;
    run.step();
    run.enter(region.depth);
    // The arguments are a new array already, and become the first slots.
    if (args.length !== parameters.length) {
      if (args.length > parameters.length) args.length = parameters.length;
      while (args.length < parameters.length) args.push(undefined);
    }
    while (args.length < slots) args.push(unbound);
    return body(this.#input, new Frame(run, this.#frame, args));
  }
}

/** `function($x, $y){ … }`; when the parser made it of a call in tail position, the call left undone. */
export function compileLambda(node: LambdaNode, compilation: Compilation): Code {
  if (node.thunk === true) return compileTailCall(node, compilation);
  const parameters = node.arguments.map((parameter) => parameter.value);
  const scope = new LexicalScope(compilation.scope, { parameters, binds: boundNames([node.body]) });
  const { compilation: inside, region } = compilation.functionBody(scope);
  const definition = {
    parameters,
    signature: node.signature,
    slots: scope.size,
    region,
    body: inside.compile(node.body),
  };
  return (input, frame) => new Lambda(definition, input, frame);
}

function compileTailCall(node: LambdaNode, compilation: Compilation): Code {
  const call = node.body;
  if (call.type !== 'function') throw new Error('Only a call can be in tail position');
  const procedure = compilation.compile(call.procedure);
  const args = compileArguments(call.arguments, compilation);
  const token = tokenOf(call.procedure);
  const { position } = call;
  return (input, frame) => {
    const target = procedure(input, frame);
    return new TailCall(target, args(input, frame), position, token);
  };
}
