import type { AstNode } from '../ast.js';

/**
 * A lambda's body with its calls in tail position wrapped into lambdas without parameters: they are made after the body
 * has returned, so that they take no depth. A filter has to see the call's result, so a filtered call is no tail call.
 */
export function withTailCalls(body: AstNode): AstNode {
  switch (body.type) {
    case 'function': {
      if (body.predicate !== undefined) return body;
      return { type: 'lambda', thunk: true, arguments: [], ...placeOf(body), body };
    }
    case 'condition': {
      const whenFalse = body.else && { else: withTailCalls(body.else) };
      // oxlint-disable-next-line unicorn/no-thenable -- the name of the field in JSONata's tree; nodes are never awaited
      return { ...body, then: withTailCalls(body.then), ...whenFalse };
    }
    case 'block': {
      const last = body.expressions.at(-1);
      if (last === undefined) return body;
      return { ...body, expressions: [...body.expressions.slice(0, -1), withTailCalls(last)] };
    }
    default:
      return body;
  }
}

function placeOf({ position }: AstNode): { readonly position?: number } {
  return position === undefined ? {} : { position };
}
