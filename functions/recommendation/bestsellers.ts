import type { Catalogue } from './catalogue.js';
import type { Reader } from './reader.js';

/**
 * The answer of last resort, the same for everybody but for what the reader knows already: the `count` best known
 * titles that the reader has not rated. A reader who has rated nearly everything gets rated ones too, as an empty
 * answer would be worse.
 */
export function bestsellersFor(catalogue: Catalogue, reader: Reader | undefined, count: number): number[] {
  const rated = new Set(reader?.ratings.map((rating) => rating.titleId));
  const best = catalogue.bestsellers(count + rated.size).map((title) => title.titleId);
  const unread = best.filter((titleId) => !rated.has(titleId));
  return (unread.length > 0 ? unread : best).slice(0, count);
}
