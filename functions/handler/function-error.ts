/**
 * An error by which a state machine decides what comes next. Lambda reports `name` as the error type, and Step
 * Functions matches on it, so the name is AWS's own for a failed AWS call. Messages end up in execution histories:
 * they hold neither prompt nor reader data.
 */
export class FunctionError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
