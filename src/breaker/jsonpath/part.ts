import type { States } from '../machine/blueprint.js';
import type { DataFlow } from './data-flow.js';

/** A part of the machine: states in the builder's words, and what JSONPath has to say beside them. */
export interface Part {
  readonly states: States;
  readonly dataFlow?: DataFlow;
}
