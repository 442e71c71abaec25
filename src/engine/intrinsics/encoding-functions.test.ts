import { describe, expect, test } from '@jest/globals';
import { IntrinsicFailure } from './intrinsic-failure.js';
import { IntrinsicCall } from './intrinsic-function.js';
import { encodingFunctions } from './encoding-functions.js';

function call(name: string, ...values: unknown[]): unknown {
  return encodingFunctions[`States.${name}`]!.call(new IntrinsicCall(`States.${name}`, values, () => 0.999));
}

const LONG = 'a'.repeat(10_000);

test.each([
  ['hello', 'aGVsbG8='],
  ['', ''],
  ['✓', '4pyT'],
  ['🚀', '8J+agA=='],
  ['abc\0def', 'YWJjAGRlZg=='],
])('Base64Encode and Base64Decode of %j', (text, encoded) => {
  expect(call('Base64Encode', text)).toBe(encoded);
  expect(call('Base64Decode', encoded)).toBe(text);
});

test('Base64Decode forgives missing padding and foreign characters', () => {
  expect(call('Base64Decode', ' YWJj\nZA ')).toBe('abcd');
});

describe('Hash', () => {
  test.each([
    ['MD5', '5d41402abc4b2a76b9719d911017c592'],
    ['SHA-1', 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d'],
    ['SHA-256', '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'],
  ])('of hello by %s', (algorithm, digest) => {
    expect(call('Hash', 'hello', algorithm)).toBe(digest);
  });

  test.each([
    ['SHA-384', 96],
    ['SHA-512', 128],
  ])('%s has %d digits', (algorithm, digits) => {
    expect(call('Hash', 'hello', algorithm)).toHaveLength(digits);
  });

  test('data that is no text is hashed as Java prints it', () => {
    expect(call('Hash', 123, 'MD5')).toBe(call('Hash', '123', 'MD5'));
    expect(call('Hash', { a: [1] }, 'MD5')).toBe(call('Hash', '{a=[1]}', 'MD5'));
  });

  test.each(['sha-256', 'SHA256', 'MD-5', '', 123, null])('the algorithm %j is refused', (algorithm) => {
    expect(() => call('Hash', 'x', algorithm)).toThrow('Invalid arguments in States.Hash');
  });
});

test('10,000 characters at most', () => {
  expect(call('Base64Encode', LONG)).toHaveLength(13_336);
  for (const run of [
    () => call('Base64Encode', `${LONG}a`),
    () => call('Base64Decode', `${LONG}a`),
    () => call('Hash', `${LONG}a`, 'MD5'),
  ]) {
    expect(run).toThrow(IntrinsicFailure);
  }
});

test('only texts are encoded', () => {
  for (const value of [1, null, ['x'], {}]) expect(() => call('Base64Encode', value)).toThrow(IntrinsicFailure);
});
