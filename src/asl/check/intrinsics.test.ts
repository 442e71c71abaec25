import { expect, test } from '@jest/globals';
import { analyseIntrinsic } from './intrinsics.js';

test.each([
  ["States.Format('It\\'s {}', $.a)", []],
  ["States.JsonMerge(States.StringToJson($v), $$.Execution.Input['a b'], false)", ['v']],
  ['States.Array(1, -2.5e3, null, true, $a[0], $.b[?(@.c > 1)].d)', ['a']],
  ['States.UUID()', []],
  [' States.MathAdd( $n , 1 ) ', ['n']],
])('%s is read', (text, variables) => {
  const analysis = analyseIntrinsic(text);
  expect(analysis.findings).toEqual([]);
  expect([...analysis.variables]).toEqual(variables);
});

test.each([
  ['States.UUIDs()', 'SB112', "did you mean 'States.UUID'?"],
  ['States.MathAdd(1)', 'SB112', 'what it takes'],
  ["States.Format('{}', $.a", 'SB111', 'single quotes'],
  ['States.Array(a b)', 'SB111', ''],
  ['States.Array($.a[)', 'SB111', ''],
  ['States.UUID() + 1', 'SB111', ''],
])('%s is refused', (text, code, fix) => {
  const [finding] = analyseIntrinsic(text).findings;
  expect(finding?.code).toBe(code);
  expect(finding?.fix).toContain(fix);
});
