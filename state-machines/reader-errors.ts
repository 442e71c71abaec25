import type { CircuitOptions } from '../src/breaker/index.js';

/**
 * A circuit that also knows the error of a reader who does not exist: no model has an answer for that reader, and no model has
 * failed.
 */
export const withReaderErrors = (circuit: CircuitOptions = {}): CircuitOptions => ({
  ...circuit,
  errors: { ...circuit.errors, refused: [...(circuit.errors?.refused ?? []), 'ReaderNotFound'] },
});
