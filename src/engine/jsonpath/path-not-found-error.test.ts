import { expect, test } from '@jest/globals';
import { describeMissingChoicePath, describeMissingPath } from './path-not-found-error.js';

test('AWS writes a missing path in three ways', () => {
  const missing = { path: '$.a', document: { b: 1 }, reason: "No results for path: $['a']" };
  expect(describeMissingPath(missing)).toBe("Invalid path '$.a' : No results for path: $['a']");
  expect(describeMissingPath({ ...missing, field: 'x.$' })).toBe(
    "The JSONPath '$.a' specified for the field 'x.$' could not be found in the input '{\"b\":1}'",
  );
  expect(describeMissingChoicePath('$.a')).toBe(
    "Invalid path '$.a': The choice state's condition path references an invalid value.",
  );
});
