import type { AstNode } from '../ast.js';
import { childrenOf } from '../ast.js';
import { NativeFunction } from '../built-ins/native-function.js';
import type { Compilation } from './compilation.js';

/**
 * Whether the value of a node can change from one context item to the next, or evaluating it does more than give a
 * value. A filter that does not depend on its item need not ask every item.
 */
export function dependsOnContext(node: AstNode, compilation: Compilation): boolean {
  if (node.predicate !== undefined || node.group !== undefined) return true;
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
      return false;
    case 'variable':
      return node.value === '';
    case 'path': {
      // Steps after the first have a context of their own making.
      const [first, ...rest] = node.steps;
      return (
        first === undefined ||
        first.type !== 'variable' ||
        dependsOnContext(first, compilation) ||
        rest.some((step) => step.type !== 'name' || step.stages !== undefined || step.tuple === true)
      );
    }
    case 'binary':
    case 'condition':
      return anyChild(node, compilation);
    case 'unary':
      return node.value === '{' || anyChild(node, compilation);
    case 'function': {
      const { procedure } = node;
      if (procedure.type !== 'variable' || compilation.scope.locate(procedure.value).length > 0) return true;
      const builtIn = compilation.builtIns.get(procedure.value);
      // With fewer arguments than it takes, a function may fill in the context.
      const isPure = builtIn instanceof NativeFunction && builtIn.isPure && node.arguments.length >= builtIn.arity;
      return !isPure || node.arguments.some((argument) => dependsOnContext(argument, compilation));
    }
    default:
      return true;
  }
}

function anyChild(node: AstNode, compilation: Compilation): boolean {
  for (const child of childrenOf(node)) if (dependsOnContext(child, compilation)) return true;
  return false;
}
