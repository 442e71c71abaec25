import type { Draft, DraftPath } from './draft.js';
import { syntaxError } from './syntax-error.js';

/** A `%` that looks for the step whose context it stands for. */
interface Slot {
  label: string;
  /** Steps still to go up: 0 when the step is found. */
  level: number;
}

/**
 * Finds for every `%` of a text the step that it goes back to, and gives both the same label. What cannot be found
 * inside a form is sought by the form around it.
 */
export class Ancestry {
  readonly #sought = new Map<Draft, Slot[]>();
  readonly #slots = new Map<Draft, Slot>();

  /** The node for a `%`. */
  parent(): Draft {
    const slot: Slot = { label: `!${this.#slots.size}`, level: 1 };
    const node: Draft = { type: 'parent', slot };
    this.#slots.set(node, slot);
    return node;
  }

  /** A form seeks what its part seeks. */
  inherit(form: Draft, part: Draft): void {
    if (this.#slots.size === 0) return;
    const slots = this.#soughtBy(part);
    if (slots === undefined) return;
    const own = this.#sought.get(form);
    if (own === undefined) this.#sought.set(form, slots);
    else own.push(...slots);
  }

  /** What a predicate seeks is found in the step it filters, or from there. */
  filter(step: Draft, predicate: Draft): void {
    const slots = this.#sought.get(predicate);
    if (slots === undefined) return;
    for (const slot of slots) {
      if (slot.level === 1) seek(step, slot);
      else slot.level -= 1;
    }
    this.inherit(step, predicate);
  }

  /** A path that starts with `%`. */
  startPath(path: DraftPath, first: Draft): void {
    const slot = this.#slots.get(first);
    if (slot !== undefined) this.#sought.set(path, [slot]);
  }

  /** What the last step seeks is looked for in the steps before it. */
  extendPath(path: DraftPath): void {
    if (this.#slots.size === 0) return;
    const last = path.steps.at(-1);
    for (const slot of (last && this.#soughtBy(last)) ?? []) {
      if (seekBefore(path.steps, path.steps.length - 2, slot)) continue;
      const sought = this.#sought.get(path);
      if (sought === undefined) this.#sought.set(path, [slot]);
      else sought.push(slot);
    }
  }

  /** Whether something is sought that nothing around the node can provide. */
  isSeeking(node: Draft): boolean {
    return node.type === 'parent' || this.#sought.has(node);
  }

  /** The list is shared with the node: the package's lists are, and it shows in the labels. */
  #soughtBy(node: Draft): Slot[] | undefined {
    const own = this.#slots.get(node);
    const sought = this.#sought.get(node);
    if (own === undefined) return sought;
    if (sought === undefined) return [own];
    sought.push(own);
    return sought;
  }
}

/** Goes back along the steps from the one at `index`; whether the slot was found. */
function seekBefore(steps: readonly Draft[], index: number, slot: Slot): boolean {
  let at = index;
  while (slot.level > 0) {
    let step = steps[at--];
    if (step === undefined) return false;
    // Steps in a row that bind their context start from the same one.
    while (step.focus !== undefined && steps[at]?.focus !== undefined) step = steps[at--] ?? step;
    seek(step, slot);
  }
  return true;
}

/**
 * Goes up through one step.
 *
 * @throws JsonataSyntaxError S0217 when the step has no parent to tell
 */
function seek(step: Draft, slot: Slot): void {
  switch (step.type) {
    case 'name':
    case 'wildcard':
      slot.level -= 1;
      if (slot.level > 0) return;
      if (step.ancestor !== undefined) slot.label = step.ancestor.label;
      step.ancestor = slot;
      step.tuple = true;
      return;
    case 'parent':
      slot.level += 1;
      return;
    case 'block': {
      // The node's type does not tell that the expressions are drafts still.
      const last = step.expressions.at(-1) as Draft | undefined;
      if (last === undefined) return;
      step.tuple = true;
      seek(last, slot);
      return;
    }
    case 'path':
      step.tuple = true;
      seekInside(step.steps, slot);
      return;
    default:
      throw syntaxError('S0217', step.position, { token: step.type });
  }
}

function seekInside(steps: readonly Draft[], slot: Slot): void {
  let at = steps.length - 1;
  do {
    const step = steps[at--];
    if (step === undefined) return;
    seek(step, slot);
  } while (slot.level > 0);
}
