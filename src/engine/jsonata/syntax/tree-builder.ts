import type { Ancestry } from './ancestry.js';
import type { Draft } from './draft.js';
import type { PairSyntax, Syntax } from './syntax.js';

/** What a form needs to make its node: its parts' nodes, and where parents are found. */
export interface TreeBuilder {
  readonly ancestry: Ancestry;
  build(syntax: Syntax): Draft;
}

/** One builder a form. */
export type FormBuilders<Type extends Syntax['type']> = {
  readonly [Form in Type]: (syntax: Extract<Syntax, { type: Form }>, builder: TreeBuilder) => Draft;
};

/** A loop, because a callback would take the stack twice for every level that a text nests. */
export function buildAll(parts: readonly Syntax[], builder: TreeBuilder): Draft[] {
  const nodes: Draft[] = [];
  for (const part of parts) nodes.push(builder.build(part));
  return nodes;
}

/** The nodes of keys and values. */
export function buildPairs(pairs: readonly PairSyntax[], builder: TreeBuilder): [key: Draft, value: Draft][] {
  const nodes: [Draft, Draft][] = [];
  for (const pair of pairs) nodes.push([builder.build(pair[0]), builder.build(pair[1])]);
  return nodes;
}
