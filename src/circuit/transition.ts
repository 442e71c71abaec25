import type { CircuitField } from './shared-circuit.js';

/** What the writer of a transition brings along. */
export interface TransitionParameters {
  /** Decides how many failures the record keeps. */
  readonly failureThreshold: number;
  /** The generation that the writer acted on. Left out: whichever the store holds at that moment. */
  readonly gen?: number;
  readonly windowMs?: number;
  /** Time to the next probe. */
  readonly resetMs?: number;
  readonly leaseMs?: number;
  readonly owner?: string;
  readonly forced?: 'OPEN' | 'CLOSED';
}

/** A parameter that a value may name. */
export type ParameterName = Exclude<keyof TransitionParameters, 'failureThreshold'>;

/** Parameters that are text; all others are numbers. */
export const TEXT_PARAMETERS: ReadonlySet<ParameterName> = new Set(['owner', 'forced']);

/**
 * A value of a condition or an update: a constant, a parameter, the time of the write (give or take a parameter), or
 * what a field held before the write, with 0 for an absent one.
 */
export type Value =
  | string
  | number
  | { readonly parameter: ParameterName }
  | { readonly now: 'now'; readonly plus?: ParameterName; readonly minus?: ParameterName }
  | { readonly field: CircuitField; readonly plus?: number };

/** One comparison, absence, or a choice of conjunctions. */
export type Condition =
  | {
      readonly field: CircuitField;
      readonly is: '=' | '<' | '<=' | '>=';
      readonly value: Value;
      /** Holds as well for a record without the field. */
      readonly orAbsent?: true;
    }
  | { readonly absent: CircuitField }
  | { readonly present: CircuitField }
  | { readonly anyOf: readonly (readonly Condition[])[] };

/**
 * One transition as data: it happens when all conditions hold, as one atomic write. The same data are run in memory
 * ({@link applyTransition}), printed as a DynamoDB conditional update and as a Redis script, so that what is
 * explored exhaustively is what runs in production.
 */
export interface Transition {
  readonly when: readonly Condition[];
  readonly set: Readonly<Partial<Record<CircuitField, Value>>>;
  readonly remove: readonly CircuitField[];
}

/** The fields that a transition sets, with their values. */
export const assignments = ({ set }: Transition): [CircuitField, Value][] =>
  Object.entries(set).map(([field, value]) => [field as CircuitField, value as Value]);
