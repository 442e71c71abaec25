import type { DefiniteSegment } from './path-segment.js';

/**
 * A reference path does not fit the data: ResultPath into a text or a number, or an ItemsPath that finds nothing.
 *
 * The state fails with {@link errorName} and, as cause, AWS's prefix (`An error occurred while executing the state …`)
 * where the engine uses one, followed by {@link message}. The States Language specification calls the error
 * `States.ResultPathMatchFailure`; what AWS reports is `States.ReferencePathConflict`.
 */
export class ReferencePathConflictError extends Error {
  override readonly name = 'ReferencePathConflictError';
  readonly errorName = 'States.ReferencePathConflict';

  /** The reference path as written. */
  readonly path: string;
  /** The document it was applied to. */
  readonly input: unknown;

  /** @param step the step that did not fit; left out when the document itself did not */
  constructor(path: string, input: unknown, step?: DefiniteSegment) {
    const what =
      step === undefined ? `ReferencePath ${path}` : `step "${step.kind === 'name' ? step.name : step.index}"`;
    super(`Unable to apply ${what} to input ${JSON.stringify(input)}`);
    this.path = path;
    this.input = input;
  }
}
