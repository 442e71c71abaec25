/**
 * The text is not JSONata. Raised by `compileJsonata`, so a definition with a bad expression is refused when it is
 * created, as Step Functions does.
 */
export class JsonataSyntaxError extends Error {
  override readonly name = 'JsonataSyntaxError';
  /** JSONata's code, `S0101` … `S0500`. */
  readonly code: string;
  /** Characters from the start of the text, 0-based. */
  readonly position: number;

  constructor(code: string, position: number, message: string) {
    super(message);
    this.code = code;
    this.position = position;
  }
}

/**
 * The expression failed while it was evaluated. `message` is JSONata's sentence without its code; Step Functions
 * writes `<code>: <message>` into the cause of States.QueryEvaluationError.
 */
export class JsonataEvaluationError extends Error {
  override readonly name = 'JsonataEvaluationError';
  /** JSONata's code (`T2001`, `D3030` …), or {@link limitCode} when a limit ended the evaluation. */
  readonly code: string;
  /** Characters from the start of the expression, 0-based. */
  readonly position?: number;
  /** The operator or function that failed. */
  readonly token?: string;

  constructor(code: string, message: string, position?: number, token?: string) {
    super(message);
    this.code = code;
    if (position !== undefined) this.position = position;
    if (token !== undefined) this.token = token;
  }
}

/**
 * Code of an evaluation that was stopped by a limit. Step Functions writes these causes without a code, so whoever
 * builds the cause tells them apart by it.
 */
export const limitCode = 'U1001';
