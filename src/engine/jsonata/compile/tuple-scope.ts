import type { AstNode } from '../ast.js';
import { boundNames, LexicalScope } from '../lexical-scope.js';

/** The scope of code that runs once per tuple of a path: the tuple's names come before what is bound further out. */
export function tupleScope(parent: LexicalScope, nodes: Iterable<AstNode>): LexicalScope {
  return new LexicalScope(parent, { binds: boundNames(nodes), isTuple: true });
}
