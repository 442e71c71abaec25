import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { array, assert, asyncProperty, integer, string } from 'fast-check';
import { boundedLines, type Line } from './bounded-lines.js';

async function lines(chunks: (string | Buffer)[], maxBytes = 1_000): Promise<Line[]> {
  const found: Line[] = [];
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  for await (const line of boundedLines(stream, maxBytes)) found.push(line);
  return found;
}

describe('boundedLines', () => {
  test('numbers lines, drops CR and a byte order mark, keeps blank lines and a last line without an end', async () => {
    expect(await lines(['\uFEFFa\r\n\nb'])).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: '' },
      { number: 3, text: 'b' },
    ]);
  });

  test('an empty stream has no lines', async () => {
    expect(await lines([])).toEqual([]);
    expect(await lines([''])).toEqual([]);
  });

  test('a line that is too long is rejected and the next one read', async () => {
    expect(await lines(['12345', '678', '9\nnext\n'], 8)).toEqual([
      { number: 1, reason: 'the line has 9 bytes, expected at most 8' },
      { number: 2, text: 'next' },
    ]);
  });

  test('bytes that are not UTF-8 are rejected', async () => {
    expect(await lines([Buffer.from([0xff, 0xfe, 0x0a])])).toEqual([{ number: 1, reason: 'the line is not UTF-8' }]);
  });

  test('where the stream is cut does not matter, not even within a character', async () => {
    await assert(
      asyncProperty(array(string({ unit: 'grapheme' })), integer({ min: 1, max: 7 }), async (texts, size) => {
        const wanted = texts.map((text) => text.replace(/[\r\n\uFEFF]/g, '.'));
        const bytes = Buffer.from(wanted.map((text) => `${text}\n`).join(''));
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        expect(await lines(chunks)).toEqual(wanted.map((text, index) => ({ number: index + 1, text })));
      }),
      { seed: 2, numRuns: 100 },
    );
  });
});
