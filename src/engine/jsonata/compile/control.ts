import type { BlockNode, ConditionNode } from '../ast.js';
import { emptySlots, Frame } from '../frame.js';
import { boundNames, LexicalScope } from '../lexical-scope.js';
import { isTrue } from '../values/truth.js';
import type { Code, Compilation } from './compilation.js';

/** `condition ? then : else` */
export function compileCondition(node: ConditionNode, compilation: Compilation): Code {
  const condition = compilation.compile(node.condition);
  const whenTrue = compilation.compileBranch(node.then);
  const whenFalse = node.else === undefined ? () => undefined : compilation.compileBranch(node.else);
  return (input, frame) => (isTrue(condition(input, frame)) ? whenTrue(input, frame) : whenFalse(input, frame));
}

/** `( …; … )`: a frame of its own, made only when something is bound in it. */
export function compileBlock(node: BlockNode, compilation: Compilation): Code {
  const binds = boundNames(node.expressions);
  if (binds.size === 0) return sequentially(node.expressions.map((expression) => compilation.compile(expression)));
  const scope = new LexicalScope(compilation.scope, { binds });
  const inner = compilation.within(scope);
  const body = sequentially(node.expressions.map((expression) => inner.compile(expression)));
  return (input, frame) => body(input, new Frame(frame.run, frame, emptySlots(scope.size)));
}

function sequentially(expressions: readonly Code[]): Code {
  const [only] = expressions;
  if (only === undefined) return () => undefined;
  if (expressions.length === 1) return only;
  return (input, frame) => {
    let result: unknown;
    for (const expression of expressions) result = expression(input, frame);
    return result;
  };
}
