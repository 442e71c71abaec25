/** What a node may carry whatever its type is. */
interface NodeBase {
  readonly position?: number;
  readonly keepArray?: boolean;
  /** Filters on a node that is not a path. */
  readonly predicate?: readonly FilterStage[];
  /** `{…}` after the node. */
  readonly group?: { readonly lhs: readonly KeyValue[]; readonly position: number };
  /** Filters and index bindings on a step of a path. */
  readonly stages?: readonly Stage[];
  /** The step binds names, so the path carries tuples from here on. */
  readonly tuple?: boolean;
  /** Name bound by `@$name`. */
  readonly focus?: string;
  /** Name bound by `#$name`. */
  readonly index?: string;
  /** Where a later `%` finds this step's context. */
  readonly ancestor?: { readonly label: string };
  /** An array constructor at the start or end of a path: its result is one item. */
  readonly consarray?: boolean;
}

export type KeyValue = readonly [key: AstNode, value: AstNode];
export interface FilterStage {
  readonly type: 'filter';
  readonly expr: AstNode;
  readonly position: number;
}
export interface IndexStage {
  readonly type: 'index';
  readonly value: string;
}
export type Stage = FilterStage | IndexStage;
/** `validate` returns the arguments to call with, context value and array wrapping applied, or throws. */
export interface Signature {
  validate(args: readonly unknown[], context: unknown): unknown[];
}

export interface PathNode extends NodeBase {
  readonly type: 'path';
  readonly steps: readonly AstNode[];
  readonly keepSingletonArray?: boolean;
}
export interface BinaryNode extends NodeBase {
  readonly type: 'binary';
  readonly value: string;
  readonly lhs: AstNode;
  readonly rhs: AstNode;
}
export interface NegationNode extends NodeBase {
  readonly type: 'unary';
  readonly value: '-';
  readonly expression: AstNode;
}
export interface ArrayNode extends NodeBase {
  readonly type: 'unary';
  readonly value: '[';
  readonly expressions: readonly AstNode[];
}
export interface ObjectNode extends NodeBase {
  readonly type: 'unary';
  readonly value: '{';
  readonly lhs: readonly KeyValue[];
}
export interface NameNode extends NodeBase {
  readonly type: 'name';
  readonly value: string;
}
export interface LiteralNode extends NodeBase {
  readonly type: 'string' | 'number' | 'value';
  readonly value: string | number | boolean | null;
}
export interface BareNode extends NodeBase {
  readonly type: 'wildcard' | 'descendant';
}
export interface ParentNode extends NodeBase {
  readonly type: 'parent';
  readonly slot: { readonly label: string };
}
export interface ConditionNode extends NodeBase {
  readonly type: 'condition';
  readonly condition: AstNode;
  readonly then: AstNode;
  readonly else?: AstNode;
}
export interface BlockNode extends NodeBase {
  readonly type: 'block';
  readonly expressions: readonly AstNode[];
}
export interface BindNode extends NodeBase {
  readonly type: 'bind';
  readonly lhs: VariableNode;
  readonly rhs: AstNode;
}
export interface RegexNode extends NodeBase {
  readonly type: 'regex';
  readonly value: RegExp;
}
export interface CallNode extends NodeBase {
  readonly type: 'function';
  readonly procedure: AstNode;
  readonly arguments: readonly AstNode[];
}
export interface PartialNode extends NodeBase {
  readonly type: 'partial';
  readonly procedure: AstNode;
  readonly arguments: readonly AstNode[];
}
/** `?` in a partial application. */
export interface PlaceholderNode extends NodeBase {
  readonly type: 'operator';
  readonly value: string;
}
export interface VariableNode extends NodeBase {
  readonly type: 'variable';
  readonly value: string;
}
export interface LambdaNode extends NodeBase {
  readonly type: 'lambda';
  readonly arguments: readonly VariableNode[];
  readonly signature?: Signature;
  readonly body: AstNode;
  /** Not a lambda of the text: the parser's wrapping of a call in tail position. */
  readonly thunk?: boolean;
}
export interface ApplyNode extends NodeBase {
  readonly type: 'apply';
  readonly lhs: AstNode;
  readonly rhs: AstNode;
}
export interface SortNode extends NodeBase {
  readonly type: 'sort';
  readonly terms: readonly { readonly descending: boolean; readonly expression: AstNode }[];
}
export interface TransformNode extends NodeBase {
  readonly type: 'transform';
  readonly pattern: AstNode;
  readonly update: AstNode;
  readonly delete?: AstNode;
}

/** What a text is parsed to: as the parser of jsonata 2.0.6 has it, whose published types are those of version 1.7. */
export type AstNode =
  | PathNode
  | BinaryNode
  | NegationNode
  | ArrayNode
  | ObjectNode
  | NameNode
  | LiteralNode
  | BareNode
  | ParentNode
  | ConditionNode
  | BlockNode
  | BindNode
  | RegexNode
  | CallNode
  | PartialNode
  | PlaceholderNode
  | VariableNode
  | LambdaNode
  | ApplyNode
  | SortNode
  | TransformNode;

/** Every node directly below this one, predicates, groups and stages included. */
export function* childrenOf(node: AstNode): Generator<AstNode> {
  for (const filter of node.predicate ?? []) yield filter.expr;
  for (const stage of node.stages ?? []) if (stage.type === 'filter') yield stage.expr;
  for (const pair of node.group?.lhs ?? []) yield* pair;
  switch (node.type) {
    case 'path':
      yield* node.steps;
      return;
    case 'binary':
    case 'bind':
    case 'apply':
      yield node.lhs;
      yield node.rhs;
      return;
    case 'unary':
      if (node.value === '[') yield* node.expressions;
      else if (node.value === '{') for (const pair of node.lhs) yield* pair;
      else yield node.expression;
      return;
    case 'condition':
      yield node.condition;
      yield node.then;
      if (node.else) yield node.else;
      return;
    case 'block':
      yield* node.expressions;
      return;
    case 'function':
    case 'partial':
      yield node.procedure;
      yield* node.arguments;
      return;
    case 'lambda':
      yield node.body;
      return;
    case 'sort':
      for (const term of node.terms) yield term.expression;
      return;
    case 'transform':
      yield node.pattern;
      yield node.update;
      if (node.delete) yield node.delete;
      return;
    default:
  }
}
