import { isCloudFormationValue } from './cloudformation.js';
import { isExpression, nodeOf } from './expression.js';
import type { Node, ReferenceNode } from './node.js';

interface Visitor {
  reference?(node: ReferenceNode): void;
  /** Plain text, and the text of `jsonata` templates. */
  text?(text: string): void;
}

/** Shows a visitor every reference and every text of a template, however deep. */
export function visitExpressions(value: unknown, visitor: Visitor): void {
  if (isExpression(value)) visitNode(nodeOf(value), visitor);
  else if (typeof value === 'string') visitor.text?.(value);
  else if (typeof value === 'object' && value !== null && !isCloudFormationValue(value)) {
    for (const field of Object.values(value)) visitExpressions(field, visitor);
  }
}

function visitNode(node: Node, visitor: Visitor): void {
  switch (node.kind) {
    case 'reference':
      return visitor.reference?.(node);
    case 'literal':
      return visitExpressions(node.value, visitor);
    case 'text':
      for (const part of node.parts) visitor.text?.(part);
  }
  for (const operand of node.operands) visitNode(operand, visitor);
}
