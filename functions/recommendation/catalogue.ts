import { CsvError, parse } from 'csv-parse/sync';
import { readSource } from './read-source.js';
import type { Title } from './title.js';

/** All titles that may be recommended. */
export interface Catalogue {
  readonly size: number;
  get(titleId: number): Title | undefined;
  /** The `count` titles with the most ratings, best known first; equally known ones in the order of their ids. */
  bestsellers(count: number): readonly Title[];
}

/** A catalogue that cannot be used. The message lists the rows at fault by their line in the file. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
}

/** The columns that are read; others may be there and are ignored. */
const COLUMNS = [
  'book_id',
  'title',
  'authors',
  'original_publication_year',
  'average_rating',
  'ratings_count',
] as const;

const SHOWN_PROBLEMS = 10;

type Row = Readonly<Partial<Record<string, string>>>;

/**
 * Reads a catalogue from CSV with a header line.
 *
 * @param source what to call the text in messages, a file name for example
 * @throws CatalogueError that names every malformed row (the first ten in full), a missing column or an empty file
 */
export function parseCatalogue(csvText: string, source = 'catalogue'): Catalogue {
  const titles = new Map<number, Title>();
  const problems: string[] = [];
  let line = 1;
  for (const { record, info } of records(csvText, source)) {
    // A quoted field may span lines: a record starts on the line after the one before it.
    const row = line + 1;
    line = info.lines;
    const read = parseRow(record);
    if (Array.isArray(read)) problems.push(...read.map((problem) => `${source}, line ${row}: ${problem}`));
    else if (titles.has(read.titleId)) problems.push(`${source}, line ${row}: book_id ${read.titleId} is there twice`);
    else titles.set(read.titleId, read);
  }
  if (problems.length > 0) throw new CatalogueError(problemList(problems));
  return createCatalogue(titles.values());
}

/**
 * Reads a catalogue from a path, `file:` or `s3://bucket/key`.
 *
 * @throws CatalogueError as {@link parseCatalogue}; as {@link readSource} when there is nothing to read
 */
export async function readCatalogue(url: string): Promise<Catalogue> {
  return parseCatalogue(await readSource(url), url);
}

/** A catalogue of titles that are at hand already. */
export function createCatalogue(titles: Iterable<Title>): Catalogue {
  const byId = new Map(Array.from(titles, (title) => [title.titleId, title]));
  const byPopularity = [...byId.values()].sort((a, b) => b.ratingsCount - a.ratingsCount || a.titleId - b.titleId);
  return {
    size: byId.size,
    get: (titleId) => byId.get(titleId),
    bestsellers: (count) => byPopularity.slice(0, count),
  };
}

function records(csvText: string, source: string): { record: Row; info: { lines: number } }[] {
  const columns = (header: string[]): string[] => {
    const missing = COLUMNS.filter((column) => !header.includes(column));
    if (missing.length === 0) return header;
    throw new CatalogueError(
      `${source}, line 1: column ${missing.join(', ')} is missing. Expected ${COLUMNS.join(',')}.`,
    );
  };
  if (csvText.trim() === '')
    throw new CatalogueError(`${source} is empty. Expected a header line ${COLUMNS.join(',')}.`);
  try {
    return parse(csvText, { bom: true, columns, info: true, skip_empty_lines: true });
  } catch (error) {
    if (error instanceof CsvError) throw new CatalogueError(`${source}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** The row's title, or all that is wrong with the row. */
function parseRow(row: Row): Title | string[] {
  const problems: string[] = [];
  const text = (column: string): string => {
    const value = row[column]?.trim() ?? '';
    if (value === '') problems.push(`${column} is empty`);
    return value;
  };
  const number = (column: string, expected: string, accepts: (value: number) => boolean): number => {
    const found = text(column);
    const value = Number(found);
    if (found !== '' && !accepts(value)) problems.push(`${column} is "${found}", expected ${expected}`);
    return value;
  };
  const title = {
    titleId: number('book_id', 'a whole number above 0', (value) => Number.isSafeInteger(value) && value > 0),
    title: text('title'),
    authors: text('authors'),
    averageRating: number('average_rating', 'a number from 0 to 5', (value) => value >= 0 && value <= 5),
    ratingsCount: number('ratings_count', 'a whole number', (value) => Number.isSafeInteger(value) && value >= 0),
  };
  const year = row['original_publication_year'] ? number('original_publication_year', 'a year', Number.isInteger) : NaN;
  if (problems.length > 0) return problems;
  return Number.isNaN(year) ? title : { ...title, year };
}

function problemList(problems: readonly string[]): string {
  const more = problems.length - SHOWN_PROBLEMS;
  return [...problems.slice(0, SHOWN_PROBLEMS), ...(more > 0 ? [`… and ${more} more`] : [])].join('\n');
}
