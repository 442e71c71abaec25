import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseReader } from '../src/recommendation/reader.js';
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

/**
 * Creates the function that lists whom a batch is for: reader ids, the most active first, ties in the file's order.
 *
 * @param readers every reader's id and activity
 */
export function createHandler(
  readers: () => AsyncIterable<{ readonly userId: string; readonly activity: number }>,
): FunctionHandler<ListReadersRequest, ListReadersResult> {
  return async ({ limit = MOST }) => {
    const activity = new Map<string, number>();
    for await (const reader of readers())
      if (!activity.has(reader.userId)) activity.set(reader.userId, reader.activity);
    const ids = [...activity].sort(([, a], [, b]) => b - a).map(([id]) => id);
    return { items: ids.slice(0, Math.min(Math.max(0, limit), MOST)) };
  };
}

async function* readersOfFile(file: string) {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }))
    if (line.trim() !== '') yield parseReader(line);
}

/** The Lambda handler: reads `READERS_FILE`. */
export const handler = createHandler(() => readersOfFile(environmentVariable('READERS_FILE')));
