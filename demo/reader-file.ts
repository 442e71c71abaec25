import { createReadStream } from 'node:fs';
import { boundedLines } from './bounded-lines.js';

/** A line that is no reader: counted as `rejected`, written to rejected.ndjson. */
export interface RejectedLine {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** A reader id that is in the file more than once. The first line counts. */
export interface DuplicateReader {
  readonly readerId: string;
  readonly firstLine: number;
  /** The later lines with the same id. */
  readonly lines: readonly number[];
}

/** What a file of readers holds. */
export interface ReaderFile<Reader> {
  /** By id, in the order of the file. */
  readonly readers: ReadonlyMap<string, Reader>;
  readonly rejected: readonly RejectedLine[];
  readonly duplicates: readonly DuplicateReader[];
}

export interface ReaderFileOptions<Reader> {
  /** Reads one line; throws an error whose message says what is wrong with it. */
  readonly parse: (line: string) => Reader;
  /** Read only so many lines, blank ones not counted. Default: all. */
  readonly limit?: number | undefined;
  /** Longest line, in bytes. Default 1 MiB: about 30,000 ratings. */
  readonly maxLineBytes?: number;
}

/** Reads newline-delimited JSON, one reader a line, as a stream. A bad line is listed and costs only itself. */
export async function readReaderFile<Reader extends { readonly userId: string }>(
  file: string,
  { parse, limit = Number.POSITIVE_INFINITY, maxLineBytes = 1_048_576 }: ReaderFileOptions<Reader>,
): Promise<ReaderFile<Reader>> {
  const readers = new Map<string, Reader>();
  const firstLines = new Map<string, number>();
  const repeated = new Map<string, number[]>();
  const rejected: RejectedLine[] = [];
  let taken = 0;

  for await (const line of boundedLines(createReadStream(file), maxLineBytes)) {
    if (taken >= limit) break;
    if ('text' in line && line.text.trim() === '') continue;
    taken += 1;
    const reader = 'text' in line ? parsed(parse, line.text) : { reason: line.reason };
    if ('reason' in reader) {
      rejected.push({ file, line: line.number, reason: reader.reason });
      continue;
    }
    const { userId } = reader.value;
    if (readers.has(userId)) {
      repeated.set(userId, [...(repeated.get(userId) ?? []), line.number]);
      continue;
    }
    readers.set(userId, reader.value);
    firstLines.set(userId, line.number);
  }
  const duplicates = [...repeated].map(([readerId, lines]) => ({
    readerId,
    firstLine: firstLines.get(readerId) ?? 0,
    lines,
  }));
  return { readers, rejected, duplicates };
}

function parsed<Reader>(parse: (line: string) => Reader, text: string): { value: Reader } | { reason: string } {
  try {
    return { value: parse(text) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
