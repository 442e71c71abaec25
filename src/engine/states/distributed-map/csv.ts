/** The names that CSVDelimiter takes (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html). */
export const CSV_DELIMITERS = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' } as const;

/**
 * Rows of a delimited text, by the rules of Step Functions: quotation marks enclose fields and are doubled inside of them, a
 * backslash escapes another backslash, a quotation mark or the delimiter, and is dropped before anything else. Empty lines
 * are skipped.
 */
export function* csvRows(text: string, delimiter: string): Generator<string[]> {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(at, text[end - 1] === '\r' && end > at ? end - 1 : end);
    if (!line.includes('"') && !line.includes('\\')) {
      at = end + 1;
      if (line !== '') yield line.split(delimiter);
      continue;
    }
    const row = readRow(text, at, delimiter);
    at = row.next;
    yield row.fields;
  }
}

/** Reads a row character by character: one with quotation marks or backslashes, and perhaps newlines. */
function readRow(text: string, start: number, delimiter: string): { fields: string[]; next: number } {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  let at = start;
  for (; at < text.length; at++) {
    const char = text[at] ?? '';
    const following = text[at + 1];
    if (char === '\\' && following !== undefined) {
      field += following;
      at++;
    } else if (quoted && char === '"' && following === '"') {
      field += '"';
      at++;
    } else if (quoted) {
      if (char === '"') quoted = false;
      else field += char;
    } else if (char === '"' && field === '') {
      quoted = true;
    } else if (char === delimiter) {
      fields.push(field);
      field = '';
    } else if (char === '\n') {
      break;
    } else if (char !== '\r' || following !== '\n') {
      field += char;
    }
  }
  fields.push(field);
  return { fields, next: at + 1 };
}

/** A row as an item: missing fields are empty texts, additional ones are left out. */
export function csvItem(headers: readonly string[], row: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(headers.map((header, index) => [header, row[index] ?? '']));
}
