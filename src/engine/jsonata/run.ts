import { limitCode } from './errors.js';
import { Fault } from './fault.js';
import type { JsonataLimits } from './limits.js';

/** Where an expression gets everything that is not in its text. */
export interface JsonataScope {
  /** Value of a variable (`states` is one of them), without the dollar sign; undefined when it is not assigned. */
  variable(name: string): unknown;
  /** Epoch milliseconds for $now, $millis and pictures that lack a date. Asked at most once an evaluation. */
  now(): number;
  /** Uniform in [0, 1): the only source of $random, $shuffle and $uuid. */
  random(): number;
}

/** A power of two, because it is asked for in every loop. */
const stepsBetweenClockReadings = 1024;

/** One evaluation: its scope, its limits, and what it has used of them. */
export class Run {
  readonly scope: JsonataScope;
  readonly limits: Required<JsonataLimits>;
  /** Depth of the body of the running function. */
  baseDepth = 0;
  /** Set when something that JSON cannot hold may be inside the result, so that it is looked for. */
  mayHoldForeign = false;
  #steps = 0;
  #deadline: number | undefined;
  #now: number | undefined;

  constructor(scope: JsonataScope, limits: Required<JsonataLimits>) {
    this.scope = scope;
    this.limits = limits;
  }

  /** The instant of this evaluation: one value, however often it is asked for. */
  now(): number {
    this.#now ??= this.scope.now();
    return this.#now;
  }

  /** Counts one unit of work: to be called in every loop and at every call of a function. */
  step(): void {
    this.#steps += 1;
    if ((this.#steps & (stepsBetweenClockReadings - 1)) === 0) this.#readClock();
  }

  #readClock(): void {
    const now = performance.now();
    this.#deadline ??= now + this.limits.milliseconds;
    if (now >= this.#deadline) this.timedOut();
  }

  timedOut(): never {
    throw limit('Expression evaluation timeout: Check for infinite loop');
  }

  /** The code to come is `depth` levels deep within the running function. */
  enter(depth: number): void {
    if (this.baseDepth + depth > this.limits.depth) this.tooDeep();
  }

  tooDeep(): never {
    throw limit(
      'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.',
    );
  }

  checkLength(items: number): void {
    if (items > this.limits.sequenceLength) this.#tooLarge();
  }

  checkText(characters: number): void {
    if (characters > this.limits.stringLength) this.#tooLarge();
  }

  #tooLarge(): never {
    throw limit('Expression evaluation memory limit exceeded: Check for excessive memory usage');
  }
}

function limit(message: string): Fault {
  return new Fault(limitCode, { message });
}
