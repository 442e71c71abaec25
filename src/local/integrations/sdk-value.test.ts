import { describe, expect, test } from '@jest/globals';
import { fromSdk, toSdk } from './sdk-value.js';

// Schemas as the clients of the AWS SDK write them.
const inner = [3, 'ns', 'Inner', 0, ['startDate', 'body'], [4, [0, 1]]];
const schema = [
  3,
  'ns',
  'Outer',
  0,
  ['one', 'many', 'named', 'blob', 'blobs', 'document', 'union'],
  [
    () => inner,
    [() => [1, 'ns', 'List', 0, [() => inner, 0]], 2],
    () => [2, 'ns', 'Map', 0, 0, () => inner],
    [() => [0, 'ns', 'Body', 8, 21], 16],
    64 | 21,
    15,
    () => [4, 'ns', 'Union', 0, ['S'], [0]],
  ],
];
const date = new Date('2026-01-01T00:00:00.500Z');

describe('toSdk', () => {
  test('spells members as the service does, and makes text, bytes and dates', () => {
    expect(
      toSdk(
        {
          One: { StartDate: date.toISOString(), Body: { a: 1 } },
          Many: [{ StartDate: 1 }],
          Named: { Key: { Body: 'x' } },
          Blob: { a: 1 },
          Blobs: ['x'],
          Document: { A: 1 },
          Union: { S: 'x' },
        },
        schema,
      ),
    ).toEqual({
      one: { startDate: date, body: '{"a":1}' },
      many: [{ startDate: new Date(1000) }],
      named: { Key: { body: 'x' } },
      blob: Buffer.from('{"a":1}'),
      blobs: [Buffer.from('x')],
      document: { A: 1 },
      union: { S: 'x' },
    });
  });

  test('names a member that there is not, and where', () => {
    expect(() => toSdk({ One: { Boddy: 1 } }, schema)).toThrow("The field 'One.Boddy' is not supported");
    expect(() => toSdk({ constructor: 1 }, schema)).toThrow("The field 'constructor' is not supported");
  });
});

describe('fromSdk', () => {
  test('gives members a capital, and renders times and bytes', () => {
    const answer = {
      $metadata: { httpStatusCode: 200 },
      one: { startDate: date, body: undefined },
      many: [{ body: 'x' }],
      named: { key: { body: 'x' } },
      blob: Buffer.from('text'),
      blobs: [Buffer.from([0xff])],
      document: { a: 1 },
    };
    expect(fromSdk(answer, schema, 'iso')).toEqual({
      One: { StartDate: '2026-01-01T00:00:00.500Z' },
      Many: [{ Body: 'x' }],
      Named: { key: { Body: 'x' } },
      Blob: 'text',
      Blobs: ['/w=='],
      Document: { a: 1 },
    });
    expect(fromSdk({ startDate: date }, inner, 'milliseconds')).toEqual({ StartDate: date.getTime() });
  });
});
