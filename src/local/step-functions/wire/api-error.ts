/** Where AWS's services keep the shapes of errors that are not Step Functions' own. */
const NAMESPACES: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  InternalFailure: 'com.amazon.coral.service',
  RequestEntityTooLarge: 'com.amazon.coral.service',
};

/** An error as the API answers it: a name that SDKs turn into a class, a message, and an HTTP status. */
export class ApiError extends Error {
  override readonly name: string;
  /** HTTP status. */
  readonly status: number;
  /** Members beside the message, such as `reason`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(name: string, message: string, status = 400, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.members = members;
  }

  /** The body of the answer. */
  toJSON(): Readonly<Record<string, unknown>> {
    const namespace = NAMESPACES[this.name] ?? 'com.amazonaws.swf.service.v2.model';
    return { __type: `${namespace}#${this.name}`, message: this.message, ...this.members };
  }
}

/** A request that reads well but asks for what cannot be. */
export function invalid(message: string): ApiError {
  return new ApiError('ValidationException', message);
}
