import type { TextCursor } from './text-cursor.js';

/** Reads a quoted text. A backslash protects the quote and itself; before any other character it stands for itself, as on AWS. */
export function parseQuoted(cursor: TextCursor): string {
  const start = cursor.position;
  const quote = cursor.next;
  if (quote !== "'" && quote !== '"') cursor.fail('a quoted text');
  cursor.position++;
  let value = '';
  while (cursor.next !== quote) {
    if (cursor.atEnd) cursor.fail(`a text closed with ${quote}`, start);
    if (cursor.take('\\') && cursor.next !== quote && cursor.next !== '\\') value += '\\';
    value += cursor.next;
    cursor.position++;
  }
  cursor.position++;
  return value;
}
