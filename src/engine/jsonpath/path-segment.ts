import type { RegularExpression } from './regular-expression.js';

/** Where a path starts: `$`, `$$`, `$name`, or `@` inside a filter. */
export type PathRoot =
  | { readonly kind: 'input' }
  | { readonly kind: 'context' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'current' };

/** The steps that lead to exactly one place. */
export type DefiniteSegment =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number };

/** The steps that choose among the children of a value. */
export type ChildSegment =
  | DefiniteSegment
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly test: FilterExpression };

export type PathSegment = ChildSegment | { readonly kind: 'descendants'; readonly child: ChildSegment };

export interface ParsedPath {
  readonly root: PathRoot;
  readonly segments: readonly PathSegment[];
}

export type FilterExpression =
  | { readonly kind: 'or' | 'and'; readonly left: FilterExpression; readonly right: FilterExpression }
  | { readonly kind: 'not'; readonly operand: FilterExpression }
  | { readonly kind: 'exists'; readonly path: ParsedPath }
  | {
      readonly kind: 'comparison';
      readonly operator: string;
      readonly left: FilterOperand;
      readonly right: FilterOperand;
    }
  | { readonly kind: 'matches'; readonly left: FilterOperand; readonly pattern: RegularExpression };

export type FilterOperand =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'path'; readonly path: ParsedPath };

/**
 * Whether a path leads to at most one value: names and indexes only, where the last step may pick several
 * names of one object (`$.a['x','y']`, which gives one object).
 */
export function isDefinite(segments: readonly PathSegment[]): boolean {
  return segments.every(
    ({ kind }, at) => kind === 'name' || kind === 'index' || (kind === 'names' && at === segments.length - 1),
  );
}
