import { expect, test } from '@jest/globals';
import { analyseJsonPath } from './jsonpath-analysis.js';

test.each([
  ['$', {}],
  ['$$.Execution.Id', {}],
  ['$.a.b-c[0]["d e"][\'f\']', {}],
  ['$order.lines', { variable: 'order' }],
  ['$größe', { variable: 'größe' }],
])('%s names one place', (path, expected) => {
  expect(analyseJsonPath(path)).toEqual({ ...expected, definite: true });
});

test.each([
  '$.a[*]',
  '$..b',
  '$.a[1:3]',
  '$.a[-2:]',
  '$.a[0,1]',
  "$.a[?(@.b == 'x]' && @.c[0] > 1)].d",
  '$.a.length()',
  '$.*',
  "$..['b']",
])('%s names several', (path) => {
  expect(analyseJsonPath(path)).toEqual({ definite: false });
});

test.each(['', 'a.b', '$.', '$.a[', '$.a[?(@.b]', '$.a..', '$ .a', '$[a]', '$.a]'])('%j is no path', (path) => {
  expect(analyseJsonPath(path).problem).toContain(`'${path}'`);
});
