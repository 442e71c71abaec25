import type { HistoryEvent } from './history-event.js';
import type { StepFunctionsClient } from './step-functions-client.js';

/** As many as one call gives. */
const PAGE = 1000;

/**
 * A history from its newest event to its oldest, a page at a time: DescribeExecution does not tell the current state,
 * and the newest events do. No more than a page is held at once.
 *
 * @param after ends before the event with this id: what came before is known already
 * @returns pages, newest first; the events of a page oldest first
 */
export async function* historyBackwards(
  client: Pick<StepFunctionsClient, 'getExecutionHistory'>,
  executionArn: string,
  after = 0,
): AsyncGenerator<readonly HistoryEvent[]> {
  let nextToken: string | undefined;
  do {
    const page = await client.getExecutionHistory({
      executionArn,
      reverseOrder: true,
      maxResults: PAGE,
      ...(nextToken !== undefined && { nextToken }),
    });
    const events = [...(page.events ?? [])].reverse();
    const known = events.findIndex(({ id = 0 }) => id > after);
    if (known < 0) return;
    yield known === 0 ? events : events.slice(known);
    nextToken = known === 0 ? page.nextToken : undefined;
  } while (nextToken !== undefined);
}
