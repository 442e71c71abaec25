/**
 * An intrinsic could not be evaluated. The state fails with {@link errorName} and, as cause, AWS's prefix
 * `An error occurred while executing the state 'X' (entered at the event id #n). ` followed by {@link message}.
 *
 * The States Language specification calls the error `States.IntrinsicFailure`; what AWS reports is `States.Runtime`.
 */
export class IntrinsicError extends Error {
  override readonly name = 'IntrinsicError';
  readonly errorName = 'States.Runtime';
  /** The whole expression as written, also when an inner call failed. */
  readonly expression: string;
  /** AWS's words for the failure, such as `Invalid arguments in States.MathAdd`. */
  readonly reason: string;
  /** What was found, what was expected and the fix; not part of AWS's text. */
  readonly detail: string;

  constructor(expression: string, reason: string, detail: string) {
    super(`The function '${expression}' had the following error: ${reason}`);
    this.expression = expression;
    this.reason = reason;
    this.detail = detail;
  }
}
