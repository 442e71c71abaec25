import { readSource } from './read-source.js';
import { parseReader, type Reader, ReaderFormatError } from './reader.js';

/** Where a function finds the reader it works for. */
export interface ReaderStore {
  get(readerId: string): Promise<Reader | undefined>;
}

/** A store of readers that are at hand. Of two with one id the first counts. */
export function readerStore(readers: Iterable<Reader>): ReaderStore {
  const byId = new Map<string, Reader>();
  for (const reader of readers) if (!byId.has(reader.userId)) byId.set(reader.userId, reader);
  return { get: async (readerId) => byId.get(readerId) };
}

/**
 * Reads readers, one a line; empty lines are skipped.
 *
 * @param url a path, `file:` or `s3://bucket/key`
 * @throws ReaderFormatError for the first malformed line, with its number
 * @throws as {@link readSource} when there is nothing to read
 */
export async function readReaders(url: string): Promise<Reader[]> {
  const lines = (await readSource(url)).split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, url, index + 1)]));
}

/** A store of the readers at an address; throws as {@link readReaders}. */
export const readReaderStore = async (url: string): Promise<ReaderStore> => readerStore(await readReaders(url));

function readLine(line: string, url: string, lineNumber: number): Reader {
  try {
    return parseReader(line);
  } catch (error) {
    if (!(error instanceof ReaderFormatError)) throw error;
    throw new ReaderFormatError(`${url}, line ${lineNumber}: ${error.message}`, { cause: error });
  }
}
