import type { AstNode } from '../ast.js';
import type { Frame } from '../frame.js';
import type { LexicalScope } from '../lexical-scope.js';
import type { FunctionValue } from '../values/function-value.js';

/** A compiled node: its value for a context item. */
export type Code = (input: unknown, frame: Frame) => unknown;

/** A stretch of code that is entered as a whole: how deep it nests at most, for the depth limit. */
export interface Region {
  depth: number;
}

/** What the compiler of one kind of node gets to work with. */
export interface Compilation {
  readonly scope: LexicalScope;
  /** Levels between this node and the body of the function that contains it. */
  readonly depth: number;
  /** Built-in functions by name, without the dollar sign. */
  readonly builtIns: ReadonlyMap<string, FunctionValue>;
  /** Compiles a node that is always evaluated. */
  compile(node: AstNode): Code;
  /** Compiles a node that may not be reached: its depth counts when it is. */
  compileBranch(node: AstNode): Code;
  /** The same place, with one more frame around what is compiled. */
  within(scope: LexicalScope): Compilation;
  /** Starts the body of a function. */
  functionBody(scope: LexicalScope): { readonly compilation: Compilation; readonly region: Region };
}
