import type { Catalogue } from './catalogue.js';
import type { Reader } from './reader.js';
import { authorsOf, type Title } from './title.js';

/** From this many stars on, a reader likes more of the same. */
const LIKED = 4;

/** No author may fill the list alone. */
const TITLES_PER_AUTHOR = 5;

/** Which titles a model may choose from for a reader. */
export type CandidateFinder = (reader: Reader, count: number) => readonly Title[];

/**
 * Indexes a catalogue once, so that finding candidates looks at a few dozen titles instead of all.
 *
 * Half of the list at most comes from the authors of titles the reader liked, best liked first; the next quarter are
 * the best known titles of the decades those were published in; the rest are bestsellers. What the reader has rated
 * never comes back. The same reader gets the same candidates.
 */
export function candidateFinder(catalogue: Catalogue): CandidateFinder {
  const byPopularity = catalogue.bestsellers(catalogue.size);
  const byAuthor = groupBy(byPopularity, authorsOf);
  const byDecade = groupBy(byPopularity, decadesOf);

  return (reader, count) => {
    const seen = new Set(reader.ratings.map((rating) => rating.titleId));
    const chosen: Title[] = [];
    const take = (titles: readonly Title[], most: number): void => {
      let left = Math.min(most, count - chosen.length);
      for (const title of titles) {
        if (left <= 0) return;
        if (seen.has(title.titleId)) continue;
        seen.add(title.titleId);
        chosen.push(title);
        left -= 1;
      }
    };

    const liked = likedTitles(catalogue, reader);
    const half = Math.ceil(count / 2);
    for (const author of new Set(liked.flatMap(authorsOf))) {
      take(byAuthor.get(author) ?? [], Math.min(TITLES_PER_AUTHOR, half - chosen.length));
    }
    const decades = [...new Set(liked.flatMap(decadesOf))];
    for (const decade of decades) take(byDecade.get(decade) ?? [], Math.ceil(count / 4 / decades.length));
    take(byPopularity, count);
    return chosen;
  };
}

function likedTitles(catalogue: Catalogue, reader: Reader): Title[] {
  return reader.ratings
    .filter((rating) => rating.stars >= LIKED)
    .sort((a, b) => b.stars - a.stars)
    .flatMap((rating) => catalogue.get(rating.titleId) ?? []);
}

const decadesOf = ({ year }: Title): number[] => (year === undefined ? [] : [Math.floor(year / 10)]);

function groupBy<Key>(titles: readonly Title[], keysOf: (title: Title) => readonly Key[]): Map<Key, Title[]> {
  const groups = new Map<Key, Title[]>();
  for (const title of titles) {
    for (const key of keysOf(title)) {
      const group = groups.get(key);
      if (group) group.push(title);
      else groups.set(key, [title]);
    }
  }
  return groups;
}
