import { childrenOf } from './ast.js';
import type { AstNode } from './ast.js';

/** Where a name may be found: so many frames out, in this slot, or among the tuple's names when there is no slot. */
export interface Location {
  readonly hops: number;
  readonly slot: number | undefined;
  /** A parameter: bound whenever the frame exists, so nothing further out needs to be tried. */
  readonly always: boolean;
}

/** The names that one frame will hold, known before anything runs. */
export class LexicalScope {
  readonly parent: LexicalScope | undefined;
  readonly isTuple: boolean;
  readonly #slots = new Map<string, number>();
  readonly #parameters = new Set<string>();
  #size = 0;

  constructor(
    parent: LexicalScope | undefined,
    options: { parameters?: readonly string[]; binds?: Iterable<string>; isTuple?: boolean } = {},
  ) {
    this.parent = parent;
    this.isTuple = options.isTuple ?? false;
    for (const name of options.parameters ?? []) {
      // A repeated parameter keeps its place in the argument list and the last one wins, as in JSONata.
      this.#slots.set(name, this.#size);
      this.#parameters.add(name);
      this.#size += 1;
    }
    for (const name of options.binds ?? []) {
      if (this.#slots.has(name)) continue;
      this.#slots.set(name, this.#size);
      this.#size += 1;
    }
  }

  get size(): number {
    return this.#size;
  }

  slotOf(name: string): number | undefined {
    return this.#slots.get(name);
  }

  /** Places to look for a name, innermost first; empty when it can only be a workflow variable or a built-in. */
  locate(name: string, hops = 0): Location[] {
    const slot = this.#slots.get(name);
    const always = this.#parameters.has(name);
    if (always) return [{ hops, slot, always }];
    return [
      ...(slot === undefined ? [] : [{ hops, slot, always }]),
      ...(this.isTuple ? [{ hops, slot: undefined, always }] : []),
      ...(this.parent?.locate(name, hops + 1) ?? []),
    ];
  }
}

/** Names that `:=` binds in the frame of these nodes; a block or a function inside has a frame of its own. */
export function boundNames(nodes: Iterable<AstNode>): Set<string> {
  const names = new Set<string>();
  const visit = (node: AstNode): void => {
    if (node.type === 'bind') names.add(node.lhs.value);
    for (const child of node.type === 'block' || node.type === 'lambda' ? outerChildrenOf(node) : childrenOf(node)) {
      visit(child);
    }
  };
  for (const node of nodes) visit(node);
  return names;
}

/** A call in tail position is wrapped into a lambda by the parser, yet its arguments run in the frame around it. */
function* outerChildrenOf(node: AstNode): Generator<AstNode> {
  if (node.type === 'lambda' && node.thunk === true) {
    yield* childrenOf(node);
    return;
  }
  for (const filter of node.predicate ?? []) yield filter.expr;
  for (const stage of node.stages ?? []) if (stage.type === 'filter') yield stage.expr;
  for (const pair of node.group?.lhs ?? []) yield* pair;
}
