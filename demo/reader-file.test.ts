import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readReaderFile, type ReaderFileOptions } from './reader-file.js';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'stepbreaker-readers-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

interface Reader {
  readonly userId: string;
}

function parse(line: string): Reader {
  const reader: { userId?: string } = JSON.parse(line);
  if (reader.userId === undefined) throw new Error('userId is missing');
  return { userId: reader.userId };
}

async function read(content: string, options: Partial<ReaderFileOptions<Reader>> = {}) {
  const file = join(directory, 'readers.ndjson');
  writeFileSync(file, content);
  return { file, ...(await readReaderFile(file, { parse, ...options })) };
}

describe('readReaderFile', () => {
  test('reads readers in the order of the file, past blank lines, CRLF and a byte order mark', async () => {
    const { readers, rejected, duplicates } = await read('\uFEFF{"userId":"b"}\r\n\r\n{"userId":"a"}\r\n');
    expect([...readers.keys()]).toEqual(['b', 'a']);
    expect(rejected).toEqual([]);
    expect(duplicates).toEqual([]);
  });

  test('a malformed line names file, line and reason, and the rest is read', async () => {
    const { file, readers, rejected } = await read('{"userId":"a"}\n{"id":1}\nnot json\n{"userId":"b"}');
    expect([...readers.keys()]).toEqual(['a', 'b']);
    expect(rejected).toEqual([
      { file, line: 2, reason: 'userId is missing' },
      { file, line: 3, reason: expect.stringContaining('JSON') },
    ]);
  });

  test('an id that comes again is reported once, with its lines, and read once', async () => {
    const { readers, duplicates } = await read('{"userId":"a"}\n{"userId":"b"}\n{"userId":"a"}\n{"userId":"a"}\n');
    expect(readers.size).toBe(2);
    expect(duplicates).toEqual([{ readerId: 'a', firstLine: 1, lines: [3, 4] }]);
  });

  test('the limit counts lines, bad ones and repeated ones too', async () => {
    const { readers, rejected, duplicates } = await read('{"userId":"a"}\nbad\n\n{"userId":"a"}\n{"userId":"b"}', {
      limit: 3,
    });
    expect([...readers.keys()]).toEqual(['a']);
    expect(rejected).toHaveLength(1);
    expect(duplicates).toHaveLength(1);
  });

  test('an empty file, and a limit of none, give no readers', async () => {
    expect((await read('')).readers.size).toBe(0);
    expect((await read('{"userId":"a"}\n', { limit: 0 })).readers.size).toBe(0);
  });

  test('a line beyond the longest allowed is rejected', async () => {
    const { readers, rejected } = await read(`{"userId":"${'x'.repeat(50)}"}\n{"userId":"a"}`, { maxLineBytes: 20 });
    expect([...readers.keys()]).toEqual(['a']);
    expect(rejected[0]?.reason).toMatch(/63 bytes, expected at most 20/);
  });
});
