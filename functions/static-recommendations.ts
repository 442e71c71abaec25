import { bestsellersFor } from './recommendation/bestsellers.js';
import { type Catalogue, readCatalogue } from './recommendation/catalogue.js';
import type { Reader } from './recommendation/reader.js';
import { type ReaderStore, readReaderStore } from './recommendation/reader-store.js';
import { type Clock, realTime } from '../src/resilience/clock.js';
import { environmentVariable } from './handler/environment.js';
import { lazyHandler } from './handler/lazy-handler.js';
import { type Observability, observability } from './handler/observability.js';
import { type FunctionHandler, recommendationHandler } from './handler/recommendation-handler.js';
import { parseReaderRequest, type ReaderRequest } from './handler/recommendation-request.js';

export interface StaticResult {
  readonly titleIds: readonly number[];
}

export interface StaticDependencies extends Observability {
  readonly catalogue: Catalogue;
  readonly readers: ReaderStore;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

const WANTED = 10;

/**
 * Creates the function that serves the bestsellers the reader has not rated. As the last resort it fails with
 * `InvalidRequest` alone: a reader who is not known, or cannot be looked up, gets the bestsellers as they are.
 */
export function createHandler(dependencies: StaticDependencies): FunctionHandler<ReaderRequest, StaticResult> {
  const { catalogue, readers, clock = realTime } = dependencies;
  const { logger, metrics } = observability(dependencies);

  const lookUp = async (readerId: string): Promise<Reader | undefined> => {
    try {
      return await readers.get(readerId);
    } catch (error) {
      logger.warn('The reader could not be looked up', { error: error instanceof Error ? error.name : 'Error' });
      return undefined;
    }
  };

  return recommendationHandler<ReaderRequest, StaticResult>({
    clock,
    logger,
    metrics,
    parse: parseReaderRequest,
    dimensions: () => ({ tier: 'static' }),
    run: async ({ readerId }) => ({ titleIds: bestsellersFor(catalogue, await lookUp(readerId), WANTED) }),
  });
}

/** The Lambda handler, wired from the environment. */
export const handler = lazyHandler(async () =>
  createHandler({
    catalogue: await readCatalogue(environmentVariable('CATALOGUE_URL')),
    readers: await readReaderStore(environmentVariable('READERS_URL')),
  }),
);
