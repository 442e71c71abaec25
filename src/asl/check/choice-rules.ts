import { jsonataIn } from '../jsonata-text.js';
import { didYouMean } from '../../runtime/nearest.js';
import { inState, type Path, type Report } from './report.js';
import { describe } from './shape.js';
import { isFilledIn, timestamp } from './value-kinds.js';
import { isObject, statesOf, type FlowView, type JsonObject, type StateView } from './view.js';

/** The rules of Choice states, in both query languages (SB121). */
export function checkChoiceRules(flow: FlowView, report: Report): void {
  for (const state of statesOf(flow)) {
    const { Choices } = state.fields;
    if (state.type !== 'Choice' || !Array.isArray(Choices)) continue;
    const wrong = (keys: Path, message: string, fix: string) =>
      report(inState(state, keys, { code: 'SB121', message, fix }));
    if (Choices.length === 0) wrong(['Choices'], 'has no rules', 'add at least one');
    for (const [index, rule] of Choices.entries()) checkRule(state, rule, ['Choices', index], wrong);
  }
}

type Wrong = (keys: Path, message: string, fix: string) => void;

const COMMON = ['Next', 'Comment', 'Assign'];

function checkRule(state: StateView, rule: unknown, keys: Path, wrong: Wrong): void {
  if (!isObject(rule)) {
    wrong(keys, `expected an object, found ${describe(rule)}`, 'write a rule with a condition and a Next');
    return;
  }
  if (typeof rule.Next !== 'string')
    wrong(
      keys,
      rule.Next === undefined ? 'Next is missing' : `Next is ${describe(rule.Next)}`,
      'add Next with the name of a state',
    );
  if (state.language === 'JSONata') checkCondition(rule, keys, wrong);
  else checkComparison(rule, keys, wrong, COMMON);
}

function checkCondition(rule: JsonObject, keys: Path, wrong: Wrong): void {
  const allowed = [...COMMON, 'Condition', 'Output'];
  for (const name of Object.keys(rule)) {
    if (!allowed.includes(name))
      wrong(
        [...keys, name],
        `${name} is not a field of a JSONata rule`,
        didYouMean(name, allowed, `the fields are ${allowed.join(', ')}`),
      );
  }
  const { Condition } = rule;
  const fits =
    typeof Condition === 'boolean' ||
    isFilledIn(Condition) ||
    (typeof Condition === 'string' && jsonataIn(Condition) !== undefined);
  if (Condition === undefined) wrong(keys, 'Condition is missing', "add Condition: '{% … %}'");
  else if (!fits)
    wrong(
      [...keys, 'Condition'],
      `expected true, false or an expression, found ${describe(Condition)}`,
      "write '{% … %}'",
    );
}

/** Operators that look at one value alone. */
const TESTS = ['IsBoolean', 'IsNull', 'IsNumeric', 'IsPresent', 'IsString', 'IsTimestamp'];
const ORDERS = ['Equals', 'GreaterThan', 'GreaterThanEquals', 'LessThan', 'LessThanEquals'];
const COMPARISONS: readonly string[] = [
  ...['String', 'Numeric', 'Timestamp'].flatMap((type) =>
    ORDERS.flatMap((order) => [type + order, `${type}${order}Path`]),
  ),
  'BooleanEquals',
  'BooleanEqualsPath',
  'StringMatches',
  ...TESTS,
];
const COMBINATIONS = ['And', 'Or', 'Not'];

function checkComparison(rule: JsonObject, keys: Path, wrong: Wrong, common: readonly string[]): void {
  const combined = COMBINATIONS.filter((name) => Object.hasOwn(rule, name));
  const operators = COMPARISONS.filter((name) => Object.hasOwn(rule, name));
  const known = [...common, 'Variable', ...COMBINATIONS, ...COMPARISONS];
  for (const name of Object.keys(rule)) {
    if (!known.includes(name))
      wrong(
        [...keys, name],
        `${name} is not a field of this rule`,
        didYouMean(name, known, 'use one of the comparison operators of the States Language'),
      );
  }
  const [operator] = operators;
  if (combined.length + operators.length !== 1 || operator === undefined) {
    if (combined.length === 1 && operators.length === 0) checkCombination(rule, combined[0] ?? '', keys, wrong);
    else
      wrong(
        keys,
        `expected one operator, found ${combined.length + operators.length}`,
        'a rule has exactly one comparison, And, Or or Not',
      );
    return;
  }
  if (typeof rule.Variable !== 'string')
    wrong(
      keys,
      rule.Variable === undefined ? 'Variable is missing' : `Variable is ${describe(rule.Variable)}`,
      "add Variable with the path of what is compared, such as '$.count'",
    );
  checkOperand(operator, rule[operator], [...keys, operator], wrong);
}

function checkCombination(rule: JsonObject, name: string, keys: Path, wrong: Wrong): void {
  const inner = rule[name];
  const each = (value: unknown, at: Path) => {
    if (isObject(value)) checkComparison(value, at, wrong, ['Comment']);
    else wrong(at, `expected a rule, found ${describe(value)}`, 'write { "Variable": …, … }');
  };
  if (Object.hasOwn(rule, 'Variable'))
    wrong([...keys, 'Variable'], `Variable does not go with ${name}`, 'put it into the rules inside');
  if (name === 'Not') each(inner, [...keys, name]);
  else if (!Array.isArray(inner) || inner.length === 0)
    wrong([...keys, name], `expected a list of rules, found ${describe(inner)}`, 'write [ { … }, { … } ]');
  else for (const [index, one] of inner.entries()) each(one, [...keys, name, index]);
}

function checkOperand(operator: string, value: unknown, keys: Path, wrong: Wrong): void {
  if (isFilledIn(value)) return;
  const wanted = wantedOperand(operator, value);
  if (wanted !== undefined)
    wrong(
      keys,
      `expected ${wanted}, found ${describe(value)}`,
      `compare with ${wanted}, or use the operator for another type`,
    );
}

function wantedOperand(operator: string, value: unknown): string | undefined {
  if (operator.endsWith('Path')) return typeof value === 'string' ? undefined : 'a path';
  if (operator.startsWith('Is') || operator.startsWith('Boolean'))
    return typeof value === 'boolean' ? undefined : 'true or false';
  if (operator.startsWith('String')) return typeof value === 'string' ? undefined : 'text';
  if (operator.startsWith('Numeric')) return typeof value === 'number' ? undefined : 'a number';
  return timestamp(value, 'JSONPath');
}
