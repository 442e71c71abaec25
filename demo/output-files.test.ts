import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { UsageError } from '../src/cli/usage-error.js';
import { openOutputFiles, servedReaders } from './output-files.js';
import type { ItemResult } from './run-record.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'stepbreaker-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const result = (readerId: string): ItemResult => ({ readerId, tier: 'static', titleIds: [1, 2], at: 5 });

test('a result is on disk as soon as it is there', () => {
  const files = openOutputFiles(join(directory, 'new', 'out'), false);
  files.append(result('u1'));
  expect(readFileSync(files.results, 'utf8')).toBe('{"readerId":"u1","tier":"static","titleIds":[1,2],"at":5}\n');
  files.close();
});

test('a new run begins anew, one that is continued keeps what is there', () => {
  for (const [keep, readers] of [
    [false, ['u1']],
    [true, ['u1', 'u2']],
    [false, ['u3']],
  ] as const) {
    const files = openOutputFiles(directory, keep);
    files.begin();
    files.append(result(readers.at(-1) ?? ''));
    files.close();
    expect([...servedReaders(directory)]).toEqual(readers);
  }
});

test('a run that cannot begin costs the one before nothing', () => {
  const first = openOutputFiles(directory, false);
  first.append(result('u1'));
  first.close();
  openOutputFiles(directory, false).close();
  expect([...servedReaders(directory)]).toEqual(['u1']);
});

test('a line that was cut off costs its own reader only', () => {
  const first = openOutputFiles(directory, false);
  first.append(result('u1'));
  first.close();
  appendFileSync(first.results, '{"readerId":"u2","ti');
  expect([...servedReaders(directory)]).toEqual(['u1']);
  const second = openOutputFiles(directory, true);
  second.append(result('u3'));
  second.close();
  expect([...servedReaders(directory)]).toEqual(['u1', 'u3']);
});

test('nobody is served where there is no file', () => {
  expect(servedReaders(join(directory, 'nowhere')).size).toBe(0);
});

test('a directory that cannot be made is a matter of use', () => {
  writeFileSync(join(directory, 'file'), '');
  expect(() => openOutputFiles(join(directory, 'file', 'out'), false)).toThrow(UsageError);
});
