import type { ActiveReader } from '../recommendation/most-active.js';

/** How many readers a warm-up is for, by default. */
const USUAL = 1_000;
/** More than these one list does not hold. */
const MOST = 5_000;
/** A state's input ends at 256 KiB; the rest is for what else the batch carries. */
const LARGEST_LIST_BYTES = 200_000;

/** Whether a reader is active at all. */
export const isActive = ({ activity }: ActiveReader): boolean => activity > 0;

/** How many of the most active readers make the active set; all of them when the cache is seeded by force. */
export const activeSetSize = (limit: number | null | undefined, forced: boolean): number =>
  Math.min(limit ?? (forced ? MOST : USUAL), MOST);

/** As many of the ids, from the first on, as fit into the input of a state. */
export function itemsOfAState(readerIds: readonly string[]): readonly string[] {
  let bytes = 0;
  const tooMany = readerIds.findIndex((readerId) => {
    bytes += Buffer.byteLength(JSON.stringify(readerId)) + 1;
    return bytes > LARGEST_LIST_BYTES;
  });
  return tooMany < 0 ? readerIds : readerIds.slice(0, tooMany);
}
