import type { Run } from './run.js';

/** Marks a local variable whose `:=` has not been reached: the name still means what it means outside. */
export const unbound = Symbol('unbound');

/** Names bound by a step of a path (`@$x`, `#$i`, the labels behind `%`); the step's own item is under `@`. */
export type Tuple = Record<string, unknown>;

/** The local variables of one activation of a block, a function or a tuple step. Which slot is whose is known at compile time. */
export class Frame {
  readonly run: Run;
  readonly parent: Frame | undefined;
  readonly slots: unknown[];
  readonly tuple: Tuple | undefined;

  constructor(run: Run, parent: Frame | undefined, slots: unknown[], tuple?: Tuple) {
    this.run = run;
    this.parent = parent;
    this.slots = slots;
    this.tuple = tuple;
  }
}

/** Slots for a frame in which nothing is bound yet. */
export function emptySlots(size: number): unknown[] {
  const slots: unknown[] = [];
  for (let index = 0; index < size; index += 1) slots.push(unbound);
  return slots;
}
