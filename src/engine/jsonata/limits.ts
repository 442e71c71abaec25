/**
 * How much one evaluation may use. Whatever the expression does, it ends with a JsonataEvaluationError of code U1001
 * soon after a limit is passed, and the process lives on. A field left out takes its value from {@link awsLimits}.
 */
export interface JsonataLimits {
  /** Wall-clock milliseconds. Looked at every thousand steps or so; a single regular expression is cut off too. */
  readonly milliseconds?: number;
  /**
   * Nesting of expressions while they are evaluated, counted as JSONata counts it: every operator, step, argument and
   * non-tail call is one level deeper than what holds it.
   */
  readonly depth?: number;
  /** Items in one array. */
  readonly sequenceLength?: number;
  /** Characters (UTF-16 units) in one string. */
  readonly stringLength?: number;
}

/**
 * The default: what Step Functions was measured to allow, so that what fails there fails here. Depth: boundaries lie
 * between 99 and 101 (`1+1+…` of 200 terms is refused). Memory: `[1..873782]` is accepted and one more item is not; a
 * string of 2^22 characters is accepted, of 2^23 not, and both fit a bound of 6,990,256 bytes. AWS publishes no time
 * limit; five seconds is this evaluator's own.
 */
export const awsLimits: Required<JsonataLimits> = {
  milliseconds: 5_000,
  depth: 100,
  sequenceLength: 873_782,
  stringLength: 6_990_256,
};
