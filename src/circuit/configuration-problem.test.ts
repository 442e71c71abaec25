import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { checkConfiguration, problemsMessage } from './configuration-problem.js';

const schema = z.strictObject({
  share: z.number().min(0).max(0.5).default(0),
  limits: z.record(z.string(), z.strictObject({ perSecond: z.number().int().min(1).max(100) })).default({}),
});

const problemsOf = (value: unknown) => {
  const checked = checkConfiguration(schema, value, 'a limit');
  return 'problems' in checked ? checked.problems : [];
};

describe('checkConfiguration', () => {
  test('fills in the defaults', () => {
    expect(checkConfiguration(schema, {}, 'a limit')).toEqual({ configuration: { share: 0, limits: {} } });
  });

  test('finds ranges and fields below the keys of a record', () => {
    expect(problemsOf({ share: 2, limits: { 'a/b.c': { perSecond: 0 }, plain: { perSecond: 1, other: 1 } } })).toEqual([
      { path: 'share', value: 2, expected: 'must be a number in [0, 0.5]' },
      { path: 'limits["a/b.c"].perSecond', value: 0, expected: 'must be an integer in [1, 100]' },
      { path: 'limits.plain.other', value: 1, expected: 'is not a field of a limit; fields are perSecond' },
    ]);
  });

  test('a field is reported once', () => {
    const twice = z.string().min(3).regex(/^x/);
    expect(checkConfiguration(z.strictObject({ twice }), { twice: 'a' }, 'a word')).toMatchObject({
      problems: [{ path: 'twice' }],
    });
  });
});

test('problemsMessage names the place, and each field with what it got', () => {
  expect(problemsMessage('file', problemsOf({ share: 2, limits: { b: {} } }))).toBe(
    'file: 2 problems in its configuration\n' +
      '  share: must be a number in [0, 0.5], got 2\n' +
      '  limits.b.perSecond: must be an integer in [1, 100], got nothing',
  );
});
