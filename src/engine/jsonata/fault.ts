import { errorText } from './error-texts.js';
import { JsonataEvaluationError } from './errors.js';

/**
 * A failure on its way up: operators and calls it passes through still add where it happened. It leaves the evaluator
 * as a JsonataEvaluationError.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: string;
  readonly inserts: Record<string, unknown>;
  position: number | undefined;
  token: string | undefined;

  constructor(code: string, inserts: Record<string, unknown> = {}, position?: number, token?: string) {
    super(code);
    this.code = code;
    this.inserts = inserts;
    this.position = position;
    this.token = token;
  }

  toEvaluationError(): JsonataEvaluationError {
    const text = errorText(this.code, { ...this.inserts, token: this.token });
    return new JsonataEvaluationError(this.code, text, this.position, this.token);
  }
}

/** What the library's own functions throw: a plain object with a code and the values for its sentence. */
export function toFault(thrown: unknown): unknown {
  if (thrown instanceof Error || typeof thrown !== 'object' || thrown === null) return thrown;
  const { code, position, token, ...inserts } = thrown as Record<string, unknown>;
  if (typeof code !== 'string') return thrown;
  return new Fault(
    code,
    inserts,
    typeof position === 'number' ? position : undefined,
    typeof token === 'string' ? token : undefined,
  );
}
