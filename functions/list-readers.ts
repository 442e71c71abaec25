import { type ActiveReader, mostActive } from './recommendation/most-active.js';
import { readReaders } from './recommendation/reader-store.js';
import { environmentVariable } from './handler/environment.js';
import type { FunctionHandler } from './handler/recommendation-handler.js';

export interface ListReadersRequest {
  /** The most active so many. Default and most: 5,000, whose ids fit into a state's 256 KiB. */
  readonly limit?: number;
}

export interface ListReadersResult {
  readonly items: readonly string[];
}

const MOST = 5_000;

/** Creates the function that lists the readers of a batch: reader ids, the most active first, ties in the order given. */
export function createHandler(
  readers: () => Promise<Iterable<ActiveReader>>,
): FunctionHandler<ListReadersRequest, ListReadersResult> {
  return async ({ limit = MOST }) => ({ items: mostActive(await readers(), Math.min(limit, MOST)) });
}

/** The Lambda handler: reads `READERS_URL` at every invocation, as readers come and go. */
export const handler = createHandler(() => readReaders(environmentVariable('READERS_URL')));
