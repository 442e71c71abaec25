/** What is known about a definite path that led nowhere. */
export interface MissingPath {
  /** The path as written, such as `$.a.b`. */
  readonly path: string;
  /** What the path was applied to. */
  readonly document: unknown;
  /** Where it ended, in the words of AWS's JSONPath library: `Missing property in path $['a']`. */
  readonly reason: string;
  /** The field of a payload template that asked for it, with its `.$`: `name.$`. */
  readonly field?: string | undefined;
}

/**
 * A definite path led nowhere. The state fails with {@link errorName} and, as cause, AWS's prefix
 * `An error occurred while executing the state 'X' (entered at the event id #n). ` followed by {@link message}.
 */
export class PathNotFoundError extends Error implements MissingPath {
  override readonly name = 'PathNotFoundError';
  /** Not retried and not caught on AWS, not even by `States.ALL`. */
  readonly errorName = 'States.Runtime';
  readonly path: string;
  readonly document: unknown;
  readonly reason: string;
  readonly field: string | undefined;

  constructor(missing: MissingPath) {
    super(describeMissingPath(missing));
    this.path = missing.path;
    this.document = missing.document;
    this.reason = missing.reason;
    this.field = missing.field;
  }
}

/**
 * AWS's text for a path that was not found. Inside a payload template (`field` given) it names the field and the
 * whole document; for InputPath, OutputPath, SecondsPath and the other `…Path` fields it names the place.
 */
export function describeMissingPath({ path, document, reason, field }: MissingPath): string {
  return field === undefined
    ? `Invalid path '${path}' : ${reason}`
    : `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${JSON.stringify(document) ?? ''}'`;
}

/** AWS's text for a Choice rule whose `Variable` or `…Path` leads nowhere (with `States.Runtime`); `IsPresent` is never concerned. */
export function describeMissingChoicePath(path: string): string {
  return `Invalid path '${path}': The choice state's condition path references an invalid value.`;
}
