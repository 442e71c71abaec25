import { failure, type StateFailure } from '../run/state-failure.js';

/** Thrown by a handler to let its task fail with exactly this error name and cause. */
export class TaskError extends Error {
  readonly error: string;
  override readonly cause: string | undefined;

  /**
   * @param error the name that Retry and Catch match, such as `EventBridge.FailedEntry`
   * @param cause the text of the cause @default none
   */
  constructor(error: string, cause?: string) {
    super(cause === undefined ? error : `${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
    this.name = error;
  }
}

/** What a Lambda function's error becomes: its name, and the JSON that the Lambda runtime reports as cause. */
export function lambdaFailure(thrown: unknown): StateFailure {
  if (thrown instanceof TaskError) return failure(thrown.error, thrown.cause);
  const { errorType, errorMessage } = describe(thrown);
  // The trace of a real function names files of the machine it ran on: left out, so that histories are reproducible.
  return failure(errorType, JSON.stringify({ errorType, errorMessage, trace: [] }));
}

/** What the error of an integration becomes: its name, and its message as cause. */
export function integrationFailure(thrown: unknown): StateFailure {
  if (thrown instanceof TaskError) return failure(thrown.error, thrown.cause);
  const { errorType, errorMessage } = describe(thrown);
  return failure(errorType, errorMessage);
}

function describe(thrown: unknown): { errorType: string; errorMessage: string } {
  if (thrown instanceof Error) return { errorType: thrown.name || 'Error', errorMessage: thrown.message };
  return { errorType: thrown === null ? 'null' : typeof thrown, errorMessage: asText(thrown) };
}

function asText(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null) {
    try {
      return JSON.stringify(thrown) ?? '';
    } catch {
      return Object.prototype.toString.call(thrown);
    }
  }
  return String(thrown);
}
