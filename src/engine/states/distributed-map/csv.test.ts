import { describe, expect, test } from '@jest/globals';
import { csvItem, csvRows } from './csv.js';

const rows = (text: string, delimiter = ','): string[][] => [...csvRows(text, delimiter)];

describe('csvRows', () => {
  test.each<[string, string, string[][]]>([
    [
      'plain lines, either newline',
      'a,b\r\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['no newline at the end', 'a\nb', [['a'], ['b']]],
    ['empty lines are skipped', 'a\n\n\r\nb\n', [['a'], ['b']]],
    ['empty fields', ',a,\n', [['', 'a', '']]],
    ['a byte order mark', '\ufeffa\n', [['a']]],
    [
      'quoted delimiters and newlines',
      '"a,b","c\nd"\n1,2\n',
      [
        ['a,b', 'c\nd'],
        ['1', '2'],
      ],
    ],
    ['doubled quotation marks', '"say ""hi""",x\r\n', [['say "hi"', 'x']]],
    ['a quotation mark inside of a field', 'a"b,c\n', [['a"b', 'c']]],
    ['escaped backslashes', String.raw`C:\\Program Files,1`, [[String.raw`C:\Program Files`, '1']]],
    ['escaped delimiters', String.raw`a\,b,c`, [['a,b', 'c']]],
    ['backslashes before anything else are dropped', String.raw`a\bc,d`, [['abc', 'd']]],
  ])('%s', (_name, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });

  test('takes another delimiter', () => {
    expect(rows('a|b,c\n"x|y"|z', '|')).toEqual([
      ['a', 'b,c'],
      ['x|y', 'z'],
    ]);
  });

  test('reads no further than it is asked to', () => {
    const [first] = csvRows('a\n"never closed', ',');
    expect(first).toEqual(['a']);
  });
});

test('a row fills missing fields up and leaves additional ones out', () => {
  expect(csvItem(['a', 'b'], ['1'])).toEqual({ a: '1', b: '' });
  expect(csvItem(['a'], ['1', '2'])).toEqual({ a: '1' });
  expect(csvItem(['__proto__'], ['1'])).toHaveProperty(['__proto__'], '1');
});
