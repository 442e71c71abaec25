import type { AstNode, BareNode, FilterStage, KeyValue, PathNode, Stage } from '../ast.js';

/** What operators further right add to a node that is made already. */
interface Marks {
  keepArray?: boolean;
  predicate?: FilterStage[];
  group?: { lhs: KeyValue[]; position: number };
  stages?: Stage[];
  tuple?: boolean;
  focus?: string;
  index?: string;
  ancestor?: { readonly label: string };
  consarray?: boolean;
}

type Marked<Node> = Node extends AstNode ? Omit<Node, keyof Marks> & Marks : never;

export interface DraftPath extends Omit<PathNode, keyof Marks | 'steps'>, Marks {
  readonly steps: Draft[];
  keepSingletonArray?: boolean;
}

/** A node of the tree while the tree grows. */
export type Draft = Marked<Exclude<AstNode, PathNode>> | DraftPath;

/** A node that is a token and nothing else: `value` is what was written. */
export type LeafDraft = Marked<BareNode> & { readonly value: unknown };

/** The step that a predicate, a binding or a grouping behind the node belongs to. */
export function lastStep(node: Draft): Draft {
  return node.type === 'path' ? (node.steps.at(-1) ?? node) : node;
}
