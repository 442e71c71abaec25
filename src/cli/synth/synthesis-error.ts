/**
 * A module whose state machines cannot be built: its configuration is invalid, or its code throws. The message is for the
 * person who wrote the module, and all that is printed. The process ends with exit code 1.
 */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';
}
