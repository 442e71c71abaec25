import type { ItemSet } from '../../map-runs/map-run-plan.js';
import { failure, type StateFailure } from '../../run/state-failure.js';
import { csvItem, csvRows } from './csv.js';
import { itemSetOf } from './item-set.js';
import { readPointer } from './json-pointer.js';
import type { ReaderConfig } from './reader-config.js';

export function itemReaderFailed(cause: string): StateFailure {
  return failure('States.ItemReaderFailed', cause);
}

/** The items in the text of a data object. */
export function parseItems(config: ReaderConfig, text: string, most: number, source: string): ItemSet {
  switch (config.dataType) {
    case 'CSV':
      return { values: parseCsv(config, text, most), sourceOf: () => source };
    case 'JSONL':
      return { values: parseLines(text, most), sourceOf: () => source };
    default:
      return parseJson(config, text, most, source);
  }
}

/** Rows as items, with the headers that are given, or those of the first row. */
export function parseCsv({ headers, delimiter }: ReaderConfig, text: string, most: number): unknown[] {
  const rows = csvRows(text, delimiter);
  const names = headers ?? rows.next().value;
  if (!Array.isArray(names) || names.every((name) => name === ''))
    throw itemReaderFailed('CSV headers cannot be empty.');
  const items: unknown[] = [];
  if (most === 0) return items;
  for (const row of rows) {
    items.push(csvItem(names, row));
    if (items.length === most) break;
  }
  return items;
}

function parseLines(text: string, most: number): unknown[] {
  const items: unknown[] = [];
  let line = 0;
  for (let at = 0; at < text.length && items.length < most;) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const content = text.slice(at, end).trim();
    at = end + 1;
    line++;
    if (content !== '') items.push(parse(content, `Line ${line} of the JSON Lines file is not JSON`));
  }
  return items;
}

function parseJson({ itemsPointer }: ReaderConfig, text: string, most: number, source: string): ItemSet {
  const items = itemSetOf(readPointer(parse(text, 'The file is not JSON'), itemsPointer), source);
  if (items === undefined) throw itemReaderFailed('Attempting to map over non-iterable node.');
  if (items.values.length <= most) return items;
  const { values, keys, sourceOf } = items;
  return { values: values.slice(0, most), ...(keys && { keys: keys.slice(0, most) }), sourceOf };
}

function parse(text: string, complaint: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw itemReaderFailed(`${complaint}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
