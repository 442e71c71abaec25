import type { Draw } from './generate/draw.js';

/** One input, ready to be tried. */
export interface Attempt {
  /** The input, for reports. */
  show(): string;
  /**
   * Tries it.
   *
   * @returns whether the input was accepted; false for one that was refused with an error that is documented
   * @throws whatever else happens: that is a finding
   */
  run(): boolean | Promise<boolean>;
}

/** A part of the project that is fed with random inputs. */
export interface Area {
  readonly name: string;
  /** How many of a hundred inputs go here. */
  readonly share: number;
  /** How likely a piece of text is spoilt; see {@link Draw}. */
  readonly mistakes: number;
  /** How long one input may take, in milliseconds. */
  readonly patience: number;
  attempt(draw: Draw): Attempt;
  /** Called before every thousand inputs, for areas that gather state. */
  renew?(): Promise<void>;
  /** Called at the end. */
  close?(): Promise<void>;
}

/** Longer than this no input takes, unless the area says why. */
export const PATIENCE_MS = 1000;

/** Runs `work` and tells an error of these kinds, which are documented, from all others. */
export function accepts(documented: readonly (abstract new (...args: never[]) => Error)[], work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (documented.some((kind) => error instanceof kind)) return false;
    throw error;
  }
}
