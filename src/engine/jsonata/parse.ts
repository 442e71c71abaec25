import type { AstNode } from './ast.js';
import { JsonataSyntaxError } from './errors.js';
import { isExhausted } from './exhaustion.js';
import { buildTree } from './syntax/build-tree.js';
import { parseSyntax } from './syntax/parse-syntax.js';

/**
 * Parses JSONata 2.0.6, the version Step Functions runs: what that accepts is accepted, to the same tree, and what it
 * refuses is refused with the same code, place and sentence. Only how deep a text may nest differs from it, which the
 * stack of JavaScript decides either way: hundreds of levels pass.
 *
 * @throws JsonataSyntaxError when the text is not JSONata; S0206 when it nests deeper than the stack allows
 */
export function parseJsonata(source: string): AstNode {
  try {
    return buildTree(parseSyntax(source));
  } catch (error) {
    throw toSyntaxError(error);
  }
}

function toSyntaxError(error: unknown): unknown {
  if (isExhausted(error)) {
    return new JsonataSyntaxError('S0206', 0, 'The expression is nested too deeply to be parsed');
  }
  // A regular expression that JavaScript refuses, found by its name because the error may be another realm's.
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
  return name === 'SyntaxError' ? new JsonataSyntaxError('S0201', 0, String(message)) : error;
}
