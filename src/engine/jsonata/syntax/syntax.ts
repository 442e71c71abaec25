import type { Signature } from '../ast.js';

interface SyntaxBase {
  /** The token that the form starts or, between two operands, is recognised with. */
  readonly value: string | number | boolean | null | RegExp;
  readonly position: number;
  /** `[]` follows. */
  keepArray?: true;
}

/** A token that is an expression by itself; `end` is one that is missing, `operator` a name or a placeholder. */
export interface LeafSyntax extends SyntaxBase {
  readonly type:
    | 'name'
    | 'variable'
    | 'string'
    | 'number'
    | 'value'
    | 'regex'
    | 'operator'
    | 'end'
    | 'wildcard'
    | 'descendant'
    | 'parent';
}
/** `map` is the dot, `binary` are the operators that compute, `focus` is `@`, `index` is `#`. */
export interface InfixSyntax extends SyntaxBase {
  readonly type: 'map' | 'filter' | 'bind' | 'focus' | 'index' | 'apply' | 'binary';
  readonly lhs: Syntax;
  readonly rhs: Syntax;
}
export interface NegationSyntax extends SyntaxBase {
  readonly type: 'negation';
  readonly expression: Syntax;
}
export interface ListSyntax extends SyntaxBase {
  readonly type: 'array' | 'block';
  readonly expressions: readonly Syntax[];
}
export type PairSyntax = readonly [key: Syntax, value: Syntax];
export interface ObjectSyntax extends SyntaxBase {
  readonly type: 'object';
  readonly pairs: readonly PairSyntax[];
}
export interface GroupSyntax extends SyntaxBase {
  readonly type: 'group';
  readonly lhs: Syntax;
  readonly pairs: readonly PairSyntax[];
}
export interface SortTermSyntax {
  readonly descending: boolean;
  readonly expression: Syntax;
}
export interface SortSyntax extends SyntaxBase {
  readonly type: 'sort';
  readonly lhs: Syntax;
  readonly terms: readonly SortTermSyntax[];
}
export interface CallSyntax extends SyntaxBase {
  readonly type: 'function' | 'partial';
  readonly procedure: Syntax;
  readonly arguments: readonly Syntax[];
}
export interface LambdaSyntax extends SyntaxBase {
  readonly type: 'lambda';
  readonly parameters: readonly Syntax[];
  readonly signature: Signature | undefined;
  readonly body: Syntax;
}
export interface ConditionSyntax extends SyntaxBase {
  readonly type: 'condition';
  readonly condition: Syntax;
  readonly whenTrue: Syntax;
  readonly whenFalse: Syntax | undefined;
}
export interface TransformSyntax extends SyntaxBase {
  readonly type: 'transform';
  readonly pattern: Syntax;
  readonly update: Syntax;
  readonly delete: Syntax | undefined;
}

/** An expression as it is written, before its steps are gathered into paths. */
export type Syntax =
  | LeafSyntax
  | InfixSyntax
  | NegationSyntax
  | ListSyntax
  | ObjectSyntax
  | GroupSyntax
  | SortSyntax
  | CallSyntax
  | LambdaSyntax
  | ConditionSyntax
  | TransformSyntax;
