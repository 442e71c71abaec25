import type { LiteralNode, RegexNode } from '../ast.js';
import { RegexFunction } from '../values/regex-function.js';
import type { Code } from './compilation.js';

export function compileLiteral(node: LiteralNode): Code {
  const { value } = node;
  return () => value;
}

export function compileRegex(node: RegexNode): Code {
  const regex = new RegexFunction(node.value, node.position);
  return () => regex;
}
