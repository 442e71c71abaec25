import { readFile } from 'node:fs/promises';
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
 * Reads a file of one reader a line; empty lines are skipped.
 *
 * @throws ReaderFormatError for the first malformed line, with file and line number
 * @throws the file system's error when the file cannot be read
 */
export async function readReaderStore(file: string): Promise<ReaderStore> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return readerStore(lines.flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, file, index + 1)])));
}

function readLine(line: string, file: string, lineNumber: number): Reader {
  try {
    return parseReader(line);
  } catch (error) {
    if (!(error instanceof ReaderFormatError)) throw error;
    throw new ReaderFormatError(`${file}, line ${lineNumber}: ${error.message}`, { cause: error });
  }
}
