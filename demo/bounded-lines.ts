import type { Readable } from 'node:stream';

/** A line of a stream: its number (from 1) and its text, or why it has none. */
export type Line = { readonly number: number } & ({ readonly text: string } | { readonly reason: string });

const newline = 0x0a;

/**
 * Splits a UTF-8 stream into lines without ever holding more than one line of `maxBytes`: an endless line becomes one rejected
 * line, not an exhausted memory. Takes LF and CRLF, a byte order mark, and a last line without an end.
 */
export async function* boundedLines(stream: Readable, maxBytes: number): AsyncGenerator<Line> {
  let number = 1;
  let pieces: Buffer[] = [];
  let bytes = 0;

  const keep = (piece: Buffer): void => {
    bytes += piece.length;
    if (bytes <= maxBytes) pieces.push(piece);
    else pieces = [];
  };
  const finish = (): Line => {
    const line =
      bytes > maxBytes ? { number, reason: tooLong(bytes, maxBytes) } : decode(number, Buffer.concat(pieces));
    number += 1;
    pieces = [];
    bytes = 0;
    return line;
  };

  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      keep(chunk.subarray(start, end));
      start = end + 1;
      yield finish();
    }
    keep(chunk.subarray(start));
  }
  if (bytes > 0) yield finish();
}

const tooLong = (bytes: number, maxBytes: number): string =>
  `the line has ${bytes} bytes, expected at most ${maxBytes}`;

function decode(number: number, bytes: Buffer): Line {
  try {
    // A fatal decoder drops the byte order mark and refuses what Buffer.toString would replace without a word.
    return { number, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r$/, '') };
  } catch {
    return { number, reason: 'the line is not UTF-8' };
  }
}
