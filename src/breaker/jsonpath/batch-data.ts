import { at, exists, workflow, type Expression, type Reference } from '../../asl/index.js';
import type { CircuitState } from '../../circuit/circuit-state.js';
import type { ErrorClass } from '../../circuit/error-classification.js';
import { capitalised } from '../machine/blueprint.js';

/** What the JSONPath machine is started with: the part of the JSONata machine's input that needs no clock. */
export interface JsonPathBatchInput<Item = unknown> {
  /** Any JSON but lists. Default: what `loadItems` lists, or none. */
  readonly items?: readonly Item[];
  /** State of the first target's circuit. What is none of the three counts as CLOSED, the default. */
  readonly state?: CircuitState;
  /** With `state: 'CLOSED'`: counted failures to begin with. Default 0. */
  readonly failure_count?: number;
}

/** What the JSONPath machine ends with. */
export interface JsonPathBatchOutput {
  readonly items: number;
  /** Items by the tier that served them; `rejected` is what even the last resort could not serve. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly circuits: Readonly<Record<string, CountingCircuit>>;
}

/** A circuit without a clock: it counts failures where the JSONata machine looks at a window of time. */
export interface CountingCircuit {
  readonly state: CircuitState;
  /** Counted failures of the chunks in a row that had some; 0 once a chunk served an item and had none. */
  readonly failures: number;
  /** Times in a row that it opened. */
  readonly openings: number;
  /** How long it stays OPEN before the next probe, this time or the next time. */
  readonly resetSeconds: number;
}

/** Items of a chunk by what became of them. */
export type ChunkResult = Readonly<Record<'served' | ErrorClass, readonly unknown[]>>;

/**
 * What goes from state to state: there are no variables, so the queue and the circuits are the data.
 *
 * A target works in rounds: everybody in a round has had the same number of tries, so no item carries a count of its own.
 * Lists of lists are joined where they are read (`$.retry[*][*]`): no intrinsic joins two lists.
 */
export interface BatchData {
  readonly total: number;
  /** What is left of the round, cut into chunks. */
  readonly pages: readonly (readonly unknown[])[];
  /** The same as one list while HALF_OPEN; else empty. */
  readonly items: readonly unknown[];
  /** Failed in this round, for the next one. */
  readonly retry: readonly (readonly unknown[])[];
  /** For the next target. */
  readonly hop: readonly (readonly unknown[])[];
  /** For the last resort. */
  readonly refused: readonly (readonly unknown[])[];
  /** Rounds that this target has finished. */
  readonly tries: number;
  readonly chunk: ChunkResult;
  readonly circuits: Readonly<Record<string, CountingCircuit>>;
  readonly served: Readonly<Record<string, number>>;
}

export const noChunk: ChunkResult = {
  served: [],
  counted: [],
  exhausted: [],
  transient: [],
  hop: [],
  refused: [],
  fatal: [],
};

const FIELDS: readonly (keyof BatchData)[] = [
  'total',
  'pages',
  'items',
  'retry',
  'hop',
  'refused',
  'tries',
  'chunk',
  'circuits',
  'served',
];

/** A payload template: names that end in `.$` have a path or an intrinsic as their value. */
export type PayloadTemplate = Readonly<Record<string, unknown>>;

/** Parameters of a Pass that changes some of the data and carries the rest. */
export const carried = (changes: PayloadTemplate): PayloadTemplate => ({
  ...paths(
    '$',
    FIELDS.filter((field) => !(field in changes) && !(`${field}.$` in changes)),
  ),
  ...changes,
});

/** The same for one entry of `circuits` or `served`. */
export const carriedEntries = (
  record: 'circuits' | 'served',
  names: readonly string[],
  name: string,
  change: PayloadTemplate,
): PayloadTemplate => ({
  ...paths(
    `$.${record}`,
    names.filter((other) => other !== name),
  ),
  ...change,
});

const paths = (parent: string, names: readonly string[]): PayloadTemplate =>
  Object.fromEntries(names.map((name) => [`${name}.$`, `${parent}.${name}`]));

/** The data, for the conditions of a Choice. */
export const data: Reference<BatchData> = workflow<{ input: BatchData }>().input as Reference<BatchData>;

/** A target's circuit in the data. Prepare sets one for every target, which the type of a record cannot tell. */
export const circuitOf = (target: string): Reference<CountingCircuit> =>
  data.circuits[target] as Reference<CountingCircuit>;

/** Condition: the list has an element. */
export const any = (list: Expression<readonly unknown[]>): Expression<boolean> => exists(at(list, 0));

/** The next chunk. A route leads to a Map only where there is one, which the type of a list cannot tell. */
export const nextPage = at(data.pages, 0) as Reference<readonly unknown[]>;

/** Where the answer of a target goes, beside its item: a filter can ask whether it is there. */
export const servedBy = (target: string): string => `servedBy${capitalised(target)}`;

/** What a failed call leaves in its iteration. */
export const failure: Reference<{ item: unknown; error: { Error: string } }> = workflow<{
  input: { item: unknown; error: { Error: string } };
}>().input;
