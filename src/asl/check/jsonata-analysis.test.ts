import { describe, expect, test } from '@jest/globals';
import { analyseJsonata } from './jsonata-analysis.js';

describe('analyseJsonata finds the variables of the machine', () => {
  test.each([
    ['$states.input.a[0].b', []],
    ['$total', ['total']],
    ['$order.lines[price > $limit].price', ['order', 'limit']],
    ['($x := $a; $f := function($y) { $y + $b + $f($x) }; $f($x))', ['a', 'b']],
    ['$map($items, function($v, $i) { $v * $i })', ['items']],
    ['$states.input.orders@$o.lines#$i[$i < $n].{"id": $o.id, "i": $i}', ['n']],
    ['$orders{ name: $sum(price) + $base }', ['orders', 'base']],
    ['$orders^(>price, <$key)', ['orders', 'key']],
    ['$order ~> |lines|{"p": price + $vat}|', ['order', 'vat']],
    ['$a ? $b : [$c, {"d": -$e}]', ['a', 'b', 'c', 'e']],
    ['$substring(?, $from)', ['from']],
    ["'$quoted' & `$named`", []],
  ])('%s', (source, variables) => {
    expect([...analyseJsonata(source).variables]).toEqual(variables);
  });
});

describe('analyseJsonata refuses what Step Functions does', () => {
  test.each([
    ['$a ?? 1', 'SB101'],
    ['$sum(', 'SB101'],
    ['$summ([1])', 'SB102'],
    ['sum([1])', 'SB102'],
    ['orderId', 'SB103'],
    ['[1, name]', 'SB103'],
    ['*', 'SB103'],
    ['$', 'SB104'],
    ['$$.a', 'SB104'],
    ["$eval('1')", 'SB104'],
  ])('%s', (source, code) => {
    expect(analyseJsonata(source).findings.map((finding) => finding.code)).toContain(code);
  });

  test.each([
    '$states.input.(a + b)',
    '$map([1], function($v) { $v })',
    '$a[b = 1 and $ > 2]',
    '$partition([1], 2)',
    '$filter($a, function($x) { $x.b })',
    '/a|b/',
    'null',
    '$now()',
  ])('but not %s', (source) => {
    expect(analyseJsonata(source).findings).toEqual([]);
  });
});

test('the plain expressions that need no parser are what the parser says they are', () => {
  const plain = [
    '$states.input.a',
    '$states.result',
    '$v',
    '$v.a[0].b',
    "$a.b + 1 >= $c * 2.5 and '$d' = $e",
    "$a & 'x' & $states.context.Execution.Id",
    '$v.and',
  ];
  for (const source of plain) {
    const [quick, parsed] = [analyseJsonata(source), analyseJsonata(`(${source})`)];
    expect([...quick.variables]).toEqual([...parsed.variables]);
    expect([...quick.states]).toEqual([...parsed.states]);
    expect(quick.findings).toEqual(parsed.findings);
  }
  expect(analyseJsonata('$a + ').findings).toMatchObject([{ code: 'SB101' }]);
});
