/** What an expression says, free of types: one small tree that renders as JSONata or as JSONPath. */
export type Node = ReferenceNode | OperationNode | TextNode | LiteralNode;

/** A path into data. */
export interface ReferenceNode {
  readonly kind: 'reference';
  readonly root: Root;
  /** The variable's name, when `root` is `variable`. */
  readonly name?: string;
  readonly path: readonly (string | number)[];
  /** Of a variable: the workflow that declares it. Of a result: the function whose result it is. */
  readonly owner?: object;
}

export interface OperationNode {
  readonly kind: 'operation';
  readonly operator: Operator;
  readonly operands: readonly Node[];
}

/** JSONata text with expressions in its holes: `parts` has one element more than `operands`. */
export interface TextNode {
  readonly kind: 'text';
  readonly parts: readonly string[];
  readonly operands: readonly Node[];
}

/** A JSON value; expressions may sit inside it. */
export interface LiteralNode {
  readonly kind: 'literal';
  readonly value: unknown;
}

export type Root = 'variable' | 'execution' | 'input' | 'result' | 'error' | 'context' | 'item';

export type Operator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '='
  | '!='
  | '>'
  | '>='
  | '<'
  | '<='
  | '&'
  | 'and'
  | 'or'
  | 'not'
  | 'exists'
  | 'coalesce';
