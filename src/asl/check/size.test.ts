import { expect, test } from '@jest/globals';
import { found, jsonataMachine } from './machine.fixture.js';

const pass = (Output: string) => jsonataMachine({ A: { Type: 'Pass', Output, End: true } });

test('bytes count, not characters', () => {
  expect(found(pass('x'.repeat(262_000)))).toEqual([]);
  expect(found(pass('ü'.repeat(132_000)))).toEqual(['SB405 A.Output']);
  expect(found({ ...pass(''), Comment: 'x'.repeat(1_048_577) })).toEqual(['SB404']);
});
