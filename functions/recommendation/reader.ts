/** What one reader thinks of one title. */
export interface Rating {
  readonly titleId: number;
  /** 1 to 5. */
  readonly stars: number;
}

/** One reader of the shop: a line of the readers file. */
export interface Reader {
  readonly userId: string;
  /** AWS region that the reader's data belong to. */
  readonly homeRegion: string;
  /** How active the reader is; a batch may take the most active first. */
  readonly activity: number;
  readonly ratings: readonly Rating[];
}

/** A line that is not a reader. The message says which field, what was found and what was expected. */
export class ReaderFormatError extends Error {
  override readonly name = 'ReaderFormatError';
}

/** The largest line and the most ratings that are read. */
export const READER_LIMITS = { lineLength: 1_000_000, userIdLength: 128, ratings: 10_000 } as const;

/**
 * Reads one line of newline-delimited JSON:
 * `{"userId": "u1", "homeRegion": "ap-northeast-1", "activity": 2, "ratings": [{"titleId": 7, "stars": 5}]}`.
 *
 * @throws ReaderFormatError
 */
export function parseReader(line: string): Reader {
  if (line.length > READER_LIMITS.lineLength) {
    throw new ReaderFormatError(`line has ${line.length} characters, at most ${READER_LIMITS.lineLength} are read`);
  }
  const fields = parseObject(line);
  const { userId, homeRegion, activity, ratings } = fields;
  return {
    userId: expect(isUserId, 'userId', userId, `a name of 1 to ${READER_LIMITS.userIdLength} printable characters`),
    homeRegion: expect(isRegion, 'homeRegion', homeRegion, 'an AWS region such as "ap-northeast-1"'),
    activity: expect(isCount, 'activity', activity, 'a whole number that is 0 or more'),
    ratings: expect(isRatingList, 'ratings', ratings, `a list of at most ${READER_LIMITS.ratings} ratings`).map(
      parseRating,
    ),
  };
}

function parseObject(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new ReaderFormatError(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return expect(isObject, 'the line', value, 'a JSON object with userId, homeRegion, activity and ratings');
}

function parseRating(value: unknown, index: number): Rating {
  const { titleId, stars } = expect(isObject, `ratings[${index}]`, value, '{"titleId": …, "stars": …}');
  return {
    titleId: expect(isTitleId, `ratings[${index}].titleId`, titleId, 'a whole number above 0'),
    stars: expect(isStars, `ratings[${index}].stars`, stars, 'a whole number from 1 to 5'),
  };
}

function expect<Wanted>(
  is: (value: unknown) => value is Wanted,
  what: string,
  found: unknown,
  expected: string,
): Wanted {
  if (is(found)) return found;
  const shown = found === undefined ? 'missing' : shorten(JSON.stringify(found));
  throw new ReaderFormatError(`${what} is ${shown}, expected ${expected}`);
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isUserId = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= READER_LIMITS.userIdLength && /^[^\p{C}]+$/u.test(value);
const isRegion = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z]{2,4}(-[a-z]{2,12}){1,3}-\d{1,2}$/.test(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isTitleId = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
const isStars = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 5;
const isRatingList = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value.length <= READER_LIMITS.ratings;
