/** One title of the shop's catalogue. */
export interface Title {
  readonly titleId: number;
  readonly title: string;
  /** Names, separated by a comma and a space. */
  readonly authors: string;
  /** Year of the first publication; negative before our era. */
  readonly year?: number;
  /** Mean of all ratings, 0 to 5. */
  readonly averageRating: number;
  readonly ratingsCount: number;
}

/** The names in a title's `authors`. */
export const authorsOf = (title: Title): string[] => title.authors.split(',').map((name) => name.trim());
