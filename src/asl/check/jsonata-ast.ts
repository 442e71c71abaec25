import jsonata from 'jsonata';

/** A node of the syntax tree of JSONata 2.0.6. Its declared type lacks half of the fields, so they are read as unknown. */
export interface AstNode {
  readonly type: string;
  readonly value?: unknown;
  readonly [field: string]: unknown;
}

export interface SyntaxProblem {
  readonly message: string;
  /** Characters from the start of the text. */
  readonly position: number | undefined;
}

/** Parses with the version that Step Functions runs: newer ones accept operators that it refuses. */
export function parseJsonata(source: string): AstNode | SyntaxProblem {
  try {
    return jsonata(source).ast() as AstNode;
  } catch (error) {
    const { message, position } = error as { readonly message?: unknown; readonly position?: unknown };
    return {
      message: typeof message === 'string' ? message : String(error),
      position: typeof position === 'number' ? position : undefined,
    };
  }
}

export function isAstNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && typeof (value as AstNode).type === 'string';
}

/** Every node directly below, through lists and pairs. */
export function nodesIn(value: unknown): readonly AstNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isAstNode(value) ? [value] : [];
}
