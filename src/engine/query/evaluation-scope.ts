import type { JsonataScope } from '../jsonata/index.js';
import type { PathScope } from '../jsonpath/index.js';

/** JSONata's `$states`. `context` is filled in only for expressions that mention it. */
export interface StatesVariable {
  readonly input: unknown;
  readonly result?: unknown;
  readonly errorOutput?: unknown;
  readonly context?: unknown;
}

/** What an expression can see while a state runs. */
export interface EvaluationScope extends PathScope, JsonataScope {
  /** The `$` of JSONPath: it changes from stage to stage. */
  input: unknown;
  /** The `$states` of JSONata: it changes from stage to stage. */
  states: StatesVariable;
}

/** A compiled field: computes its value in a scope, or throws a StateFailure. */
export type Stage = (scope: EvaluationScope) => unknown;
