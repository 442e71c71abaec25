import type { Run } from '../run.js';

/*
 * JSONata tells query results ("sequences") from arrays of the data by properties set on the array. Here the mark is a
 * private field: code outside cannot see it, it may be put on any array made here, and it counts only within the
 * evaluation that set it, so that a result can be handed out as it is and come back later as plain data.
 */

const sequence = 1;
const keepSingleton = 2;
const constructed = 4;
const tuples = 8;

// oxlint-disable-next-line typescript/no-extraneous-class -- only a base class's constructor can choose where fields land
class Stamped {
  constructor(target: object) {
    // Returning the target makes the private fields of the subclass land on it.
    return target;
  }
}

class Marks extends Stamped {
  #run: Run;
  #flags: number;

  constructor(target: object, run: Run, flags: number) {
    super(target);
    this.#run = run;
    this.#flags = flags;
  }

  static read(target: object, run: Run): number {
    return #flags in target && target.#run === run ? target.#flags : 0;
  }

  static add(target: object, run: Run, flags: number): void {
    if (#flags in target) {
      target.#flags = target.#run === run ? target.#flags | flags : flags;
      target.#run = run;
    } else {
      void new Marks(target, run, flags);
    }
  }
}

/** Turns a new array into a sequence. Never to be used on an array that came in with the data. */
export function asSequence(items: unknown[], run: Run): unknown[] {
  Marks.add(items, run, sequence);
  return items;
}

export function isSequence(value: readonly unknown[], run: Run): boolean {
  return (Marks.read(value, run) & sequence) !== 0;
}

/** `[]` after a step: one item stays an array. */
export function keepAsArray(items: readonly unknown[], run: Run): void {
  Marks.add(items, run, keepSingleton);
}

/** The result of `[…]` at an end of a path: a step does not flatten it. */
export function asConstructed(items: unknown[], run: Run): unknown[] {
  Marks.add(items, run, constructed);
  return items;
}

export function isConstructed(value: readonly unknown[], run: Run): boolean {
  return (Marks.read(value, run) & constructed) !== 0;
}

/** Turns a new array of tuples into a tuple stream. */
export function asTupleStream<T>(items: T[], run: Run): T[] {
  Marks.add(items, run, sequence | tuples);
  return items;
}

export function isTupleStream(value: unknown, run: Run): boolean {
  return Array.isArray(value) && (Marks.read(value, run) & tuples) !== 0;
}

/** What a sequence is worth as a value: nothing when empty, its item when there is one, else the array. */
export function collapse(value: unknown, run: Run, keepArray = false): unknown {
  if (!Array.isArray(value)) return value;
  let marks = Marks.read(value, run);
  if ((marks & sequence) === 0 || (marks & tuples) !== 0) return value;
  if (keepArray) {
    marks |= keepSingleton;
    Marks.add(value, run, keepSingleton);
  }
  if (value.length === 0) return undefined;
  return value.length === 1 && (marks & keepSingleton) === 0 ? value[0] : value;
}
