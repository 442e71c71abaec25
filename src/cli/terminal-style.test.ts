import { expect, test } from '@jest/globals';
import { paintFor } from './terminal-style.js';

test('paints on a terminal', () => {
  expect(paintFor({ isTTY: true }, {})('red', 'x')).toBe('\u001B[31mx\u001B[39m');
  expect(paintFor({ isTTY: true }, { NO_COLOR: '' })('red', 'x')).not.toBe('x');
});

test('is plain away from a terminal and with NO_COLOR', () => {
  expect(paintFor({}, {})('red', 'x')).toBe('x');
  expect(paintFor({ isTTY: false }, {})('red', 'x')).toBe('x');
  expect(paintFor({ isTTY: true }, { NO_COLOR: '1' })('red', 'x')).toBe('x');
});
