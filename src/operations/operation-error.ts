import { instancesOf } from '../runtime/instances-of.js';

/**
 * Something that an operator asked for cannot be done: the message says what, why, and what to do instead, in one
 * paragraph.
 */
export class OperationError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<OperationError>('OperationError');
  override readonly name = 'OperationError';
  /** AWS's name of the error where AWS refused, such as `ExecutionDoesNotExist`; else a word of ours. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
