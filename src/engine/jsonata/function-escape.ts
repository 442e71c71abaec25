import { childrenOf } from './ast.js';
import type { AstNode, CallNode } from './ast.js';

/** Positions at which a built-in takes a function only to call it. */
const calledArguments: Readonly<Record<string, readonly number[]>> = {
  map: [1],
  filter: [1],
  single: [1],
  reduce: [1],
  each: [1],
  sift: [1],
  sort: [1],
  match: [1],
  contains: [1],
  split: [1],
  replace: [1, 2],
};

/**
 * Whether a function could be, or be inside, the value of an expression. When not, which is nearly always, the result
 * need not be searched for functions. Errs on the side of yes.
 */
export function functionMayEscape(tree: AstNode, isBuiltIn: (name: string) => boolean): boolean {
  const local = localNames(tree);
  const boundToFunctions = new Set<string>();
  const usedAsValues = new Set<string>();
  let escapes = false;

  const visitAll = (node: AstNode): void => {
    for (const child of childrenOf(node)) visit(child, false);
  };
  /** `called`: whatever the node gives is called, tested or dropped, but kept nowhere. */
  const visit = (node: AstNode, called: boolean): void => {
    const isWrapped = node.predicate !== undefined || node.group !== undefined;
    const onlyCalled = called && !isWrapped;
    switch (node.type) {
      case 'lambda':
        if (!onlyCalled && node.thunk !== true) escapes = true;
        visitAll(node);
        return;
      case 'partial':
      case 'transform':
      case 'regex':
        if (!onlyCalled) escapes = true;
        visitAll(node);
        return;
      case 'variable':
        if (!onlyCalled) {
          usedAsValues.add(node.value);
          if (!local.has(node.value) && isBuiltIn(node.value)) escapes = true;
        }
        visitAll(node);
        return;
      case 'bind':
        if (onlyCalled && node.rhs.type === 'lambda') {
          boundToFunctions.add(node.lhs.value);
          visit(node.rhs, true);
        } else {
          visit(node.rhs, false);
        }
        return;
      case 'block':
        node.expressions.forEach((expression, index) => {
          visit(expression, index < node.expressions.length - 1 || onlyCalled);
        });
        if (isWrapped) visitAll(node);
        return;
      case 'condition':
        visit(node.condition, true);
        visit(node.then, onlyCalled);
        if (node.else !== undefined) visit(node.else, onlyCalled);
        if (isWrapped) visitAll(node);
        return;
      case 'function':
        visitCall(node, 0);
        return;
      case 'apply':
        visit(node.lhs, false);
        if (node.rhs.type === 'function') visitCall(node.rhs, 1);
        else visit(node.rhs, true);
        return;
      default:
        visitAll(node);
    }
  };
  const visitCall = (node: CallNode, shift: number): void => {
    const { procedure } = node;
    const called =
      procedure.type === 'variable' && !local.has(procedure.value) ? calledArguments[procedure.value] : undefined;
    visit(procedure, true);
    node.arguments.forEach((argument, index) => {
      visit(argument, called?.includes(index + shift) ?? false);
    });
    for (const filter of node.predicate ?? []) visit(filter.expr, false);
    for (const pair of node.group?.lhs ?? []) for (const part of pair) visit(part, false);
  };

  visit(tree, false);
  return escapes || [...boundToFunctions].some((name) => usedAsValues.has(name));
}

/** Every name that the expression itself gives a meaning to. */
function localNames(tree: AstNode): Set<string> {
  const names = new Set<string>();
  const visit = (node: AstNode): void => {
    if (node.type === 'bind') names.add(node.lhs.value);
    if (node.type === 'lambda') for (const parameter of node.arguments) names.add(parameter.value);
    if (node.focus !== undefined) names.add(node.focus);
    if (node.index !== undefined) names.add(node.index);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(tree);
  return names;
}
