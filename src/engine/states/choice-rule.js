import { compilePath, describeMissingChoicePath } from '../jsonpath/index.js';
import { isObject } from '../json/plain-json.js';
import { show } from '../definition/state-source.js';
import { runtimeFailure } from '../run/state-failure.js';
import { COMPARISONS, TESTS } from './choice-operators.js';
/** A rule of a Choice state in JSONPath: And, Or, Not, or one comparison of a Variable. */
export function compileChoiceRule(source, at, rule) {
    for (const [name, join] of [
        ['And', every],
        ['Or', some],
    ]) {
        if (rule[name] !== undefined)
            return join(compileRules(source, `${at}.${name}`, rule[name]));
    }
    if (rule['Not'] !== undefined) {
        const [inner] = compileRules(source, `${at}.Not`, [rule['Not']]);
        return (scope) => inner?.(scope) === false;
    }
    return compileComparison(source, at, rule);
}
const every = (rules) => (scope) => rules.every((rule) => rule(scope));
const some = (rules) => (scope) => rules.some((rule) => rule(scope));
function compileRules(source, at, value) {
    const rules = Array.isArray(value) ? value : [];
    if (rules.length === 0)
        source.report(at, `is ${show(value)}: expected a list of rules, at least one`);
    return rules.map((rule, index) => {
        if (isObject(rule))
            return compileChoiceRule(source, `${at}[${index}]`, rule);
        source.report(`${at}[${index}]`, `is ${show(rule)}: expected a rule`);
        return () => false;
    });
}
function compileComparison(source, at, rule) {
    const variable = compileRulePath(source, `${at}.Variable`, rule['Variable']);
    const operators = Object.keys(rule).filter((name) => !['Variable', 'Next', 'Assign', 'Comment'].includes(name));
    const [operator] = operators;
    if (operator === undefined || operators.length > 1) {
        source.report(at, `has ${operators.length} comparisons (${operators.join(', ')}): a rule has exactly one`);
        return () => false;
    }
    const operand = rule[operator];
    const test = Object.hasOwn(TESTS, operator) ? TESTS[operator] : undefined;
    if (test !== undefined) {
        if (typeof operand !== 'boolean')
            source.report(`${at}.${operator}`, `is ${show(operand)}: expected true or false`);
        if (operator === 'IsPresent')
            return (scope) => (variable.find(scope) !== undefined) === operand;
        const read = reader(variable);
        return (scope) => test(read(scope)) === operand;
    }
    const isPath = operator.endsWith('Path');
    const name = isPath ? operator.slice(0, -'Path'.length) : operator;
    const compare = Object.hasOwn(COMPARISONS, name) && operator !== 'StringMatchesPath' ? COMPARISONS[name] : undefined;
    if (compare === undefined) {
        source.report(`${at}.${operator}`, 'is not a comparison of the Amazon States Language');
        return () => false;
    }
    const left = reader(variable);
    const right = isPath ? reader(compileRulePath(source, `${at}.${operator}`, operand)) : () => operand;
    return (scope) => {
        const value = left(scope);
        return compare(value, right(scope));
    };
}
function compileRulePath(source, at, text) {
    const root = compilePath('$');
    if (typeof text === 'string')
        return source.compile(at, () => compilePath(text), root);
    source.report(at, `is ${show(text)}: expected a path such as $.name`);
    return root;
}
function reader(path) {
    return (scope) => {
        const value = path.find(scope);
        if (value === undefined)
            throw runtimeFailure(describeMissingChoicePath(path.text));
        return value;
    };
}
