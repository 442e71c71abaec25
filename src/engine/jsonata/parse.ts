import jsonata from 'jsonata';
import type { AstNode } from './ast.js';
import { JsonataSyntaxError } from './errors.js';
import { isExhausted } from './exhaustion.js';

/**
 * Parses with the parser of the npm package jsonata 2.0.6, the version Step Functions runs: what it accepts is what
 * AWS accepts.
 */
export function parseJsonata(source: string): AstNode {
  try {
    // The package declares the nodes of version 1.7, which are others.
    const tree: unknown = jsonata(source).ast();
    return tree as AstNode;
  } catch (error) {
    throw toSyntaxError(error, source);
  }
}

function toSyntaxError(error: unknown, source: string): JsonataSyntaxError {
  if (isExhausted(error)) {
    return new JsonataSyntaxError('S0206', 0, 'The expression is nested too deeply to be parsed');
  }
  const { code, position, message } = error as { code?: string; position?: number; message?: string };
  // A regular expression that JavaScript refuses comes as its SyntaxError, without a code.
  return new JsonataSyntaxError(code ?? 'S0201', position ?? 0, message ?? `Syntax error in ${JSON.stringify(source)}`);
}
