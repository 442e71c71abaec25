import { isError } from '../../runtime/is-error.js';
import { failure, type StateFailure } from '../run/state-failure.js';
import { instancesOf } from '../../runtime/instances-of.js';

/** Thrown by a handler to let its task fail with exactly this error name and cause. */
export class TaskError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<TaskError>('TaskError');
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
  // The trace of a real function names files of the machine it ran on: left out, so that histories are reproducible.
  return describe(thrown, (errorType, errorMessage) => JSON.stringify({ errorType, errorMessage, trace: [] }));
}

/** What the error of an integration becomes: its name, and its message as cause. */
export function integrationFailure(thrown: unknown): StateFailure {
  return describe(thrown, (_, errorMessage) => errorMessage);
}

/** Handlers throw what they like, even what throws again when it is looked at. */
function describe(thrown: unknown, causeOf: (errorType: string, errorMessage: string) => string): StateFailure {
  let [errorType, errorMessage] = ['Error', 'What the handler threw cannot be read'];
  try {
    if (thrown instanceof TaskError) return failure(thrown.error, thrown.cause);
    [errorType, errorMessage] = isError(thrown) ? readError(thrown) : [typeNameOf(thrown), asText(thrown)];
  } catch {
    // It stays what it is called above.
  }
  return failure(errorType, causeOf(errorType, errorMessage));
}

/** An error's name and message are texts by agreement only. */
function readError({ name, message }: { readonly name: unknown; readonly message: unknown }): [string, string] {
  return [typeof name === 'string' && name !== '' ? name : 'Error', asText(message)];
}

function typeNameOf(thrown: unknown): string {
  return thrown === null ? 'null' : typeof thrown;
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
