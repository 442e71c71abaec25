import { IntrinsicFailure } from './intrinsic-failure.js';

/** One of the functions `States.…`. */
export interface IntrinsicFunction {
  /** The least and the most arguments it takes. */
  readonly arity: readonly [least: number, most: number];
  call(call: IntrinsicCall): unknown;
}

/** The arguments of one call, with the checks that all functions share. */
export class IntrinsicCall {
  readonly name: string;
  readonly values: readonly unknown[];
  readonly random: () => number;

  constructor(name: string, values: readonly unknown[], random: () => number) {
    this.name = name;
    this.values = values;
    this.random = random;
  }

  array(at: number): readonly unknown[] {
    const value = this.values[at];
    return Array.isArray(value) ? value : this.#mismatch(at, 'an array');
  }

  text(at: number): string {
    const value = this.values[at];
    return typeof value === 'string' ? value : this.#mismatch(at, 'a text');
  }

  number(at: number): number {
    const value = this.values[at];
    return typeof value === 'number' ? value : this.#mismatch(at, 'a number');
  }

  /** A 32-bit integer; the fraction is cut off, as Java does when it narrows a number (recorded for indexes, sizes and bounds). */
  integer(at: number): number {
    return this.int32(at, Math.trunc(this.number(at)));
  }

  /** Checks that a whole number made from an argument fits 32 bits. */
  int32(at: number, value: number): number {
    return Object.is(value | 0, value) || value === 0
      ? value | 0
      : this.#mismatch(at, 'a number from -2147483648 to 2147483647');
  }

  /** Ends the call with AWS's general text; `detail` says what is wrong. */
  fail(detail: string): never {
    throw new IntrinsicFailure(`Invalid arguments in ${this.name}`, detail);
  }

  #mismatch(at: number, expected: string): never {
    const found = JSON.stringify(this.values[at]) ?? 'nothing';
    return this.fail(`Argument ${at + 1} of ${this.name} must be ${expected}, but is ${shortened(found)}.`);
  }
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
