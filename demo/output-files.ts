import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../src/cli/usage-error.js';
import type { RejectedLine } from './reader-file.js';
import type { ItemResult } from './run-record.js';

/** Where a run leaves its results. */
export interface OutputFiles {
  readonly results: string;
  readonly rejected: string;
  readonly timeline: string;
  /** Empties the results of an earlier run, unless they are kept. Until then nothing is lost by a run that cannot begin. */
  begin(): void;
  /** Adds a result, on disk at once: whatever ends the process, finished results stay. */
  append(result: ItemResult): void;
  writeRejected(lines: readonly RejectedLine[]): void;
  writeTimeline(svg: string): void;
  close(): void;
}

/**
 * Opens the files of a run in a directory, which is made when it is not there.
 *
 * @param keep go on with the results that are there, instead of beginning anew
 * @throws UsageError when the directory cannot be written to
 */
export function openOutputFiles(directory: string, keep: boolean): OutputFiles {
  const results = join(directory, 'results.ndjson');
  const rejected = join(directory, 'rejected.ndjson');
  const timeline = join(directory, 'timeline.svg');
  const file = open(directory, results);
  return {
    results,
    rejected,
    timeline,
    begin() {
      if (!keep) ftruncateSync(file);
    },
    append: (result) => writeSync(file, `${JSON.stringify(result)}\n`),
    writeRejected: (lines) => writeFileSync(rejected, lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
    writeTimeline: (svg) => writeFileSync(timeline, svg),
    close: () => closeSync(file),
  };
}

/** Ids of the readers who have a result in the directory. A last line that was cut off does not count. */
export function servedReaders(directory: string): ReadonlySet<string> {
  const file = join(directory, 'results.ndjson');
  if (!existsSync(file)) return new Set();
  return new Set(readFileSync(file, 'utf8').split('\n').flatMap(readerOf));
}

function readerOf(line: string): string[] {
  try {
    const value = JSON.parse(line) as { readerId?: unknown };
    return typeof value.readerId === 'string' ? [value.readerId] : [];
  } catch {
    return [];
  }
}

function open(directory: string, file: string): number {
  try {
    mkdirSync(directory, { recursive: true });
    // A line that was cut off must not swallow the next one.
    const torn = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8'));
    const opened = openSync(file, 'a');
    if (torn) writeSync(opened, '\n');
    return opened;
  } catch (error) {
    throw new UsageError([`--out is "${directory}", which cannot be written to: ${(error as Error).message}.`]);
  }
}
