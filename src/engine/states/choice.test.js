import { describe, expect, test } from '@jest/globals';
import { runDefinition } from '../fixtures/run-definition.js';
/** Runs a Choice state in front of the states Yes and No. */
function choose(fields, input) {
    const States = {
        Choose: { Type: 'Choice', ...fields },
        Yes: { Type: 'Pass', Parameters: { went: 'yes', 'input.$': '$' }, End: true },
        No: { Type: 'Pass', Parameters: { went: 'no', 'input.$': '$' }, End: true },
    };
    return runDefinition({ StartAt: 'Choose', States }, { input });
}
async function goes(rule, input) {
    const { output, error } = await choose({ Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' }, input);
    return error ?? (typeof output === 'object' && output !== null && 'went' in output ? output.went : undefined);
}
describe('Choice in JSONPath', () => {
    test('combines comparisons', async () => {
        const isPositive = { Variable: '$.n', NumericGreaterThan: 0 };
        const isEven = { Variable: '$.even', BooleanEquals: true };
        expect(await goes({ And: [isPositive, isEven] }, { n: 1, even: true })).toBe('yes');
        expect(await goes({ And: [isPositive, isEven] }, { n: 1, even: false })).toBe('no');
        expect(await goes({ Or: [isPositive, isEven] }, { n: 0, even: true })).toBe('yes');
        expect(await goes({ Not: isPositive }, { n: 0 })).toBe('yes');
    });
    test('compares with another place of the data', async () => {
        const rule = { Variable: '$.a', StringLessThanPath: '$.b' };
        expect(await goes(rule, { a: 'a', b: 'b' })).toBe('yes');
        expect(await goes(rule, { a: 'a', b: 'a' })).toBe('no');
    });
    test('asks whether something is there, which nothing else survives', async () => {
        expect(await goes({ Variable: '$.a', IsPresent: true }, { a: null })).toBe('yes');
        expect(await goes({ Variable: '$.a', IsPresent: false }, {})).toBe('yes');
        expect(await goes({ Variable: '$.__proto__', IsPresent: true }, {})).toBe('no');
        expect(await goes({ Variable: '$.a', IsNull: true }, {})).toBe('States.Runtime');
        const { cause } = await choose({ Choices: [{ Variable: '$.a', NumericEquals: 1, Next: 'Yes' }] }, {});
        expect(cause).toContain("Invalid path '$.a': The choice state's condition path references an invalid value.");
    });
    test('fails when nothing matches and there is no Default', async () => {
        const execution = await choose({ Choices: [{ Variable: '$', NumericEquals: 1, Next: 'Yes' }] }, 2);
        expect(execution).toMatchObject({
            error: 'States.Runtime',
            cause: "An error occurred while executing the state 'Choose' (entered at the event id #2). " +
                'Failed to transition out of the state. The state does not point to a next state.',
        });
    });
    test.each([
        [{ Variable: '$.a' }, 'Choices[0]'],
        [{ Variable: '$.a', NumericEquals: 1, StringEquals: '1' }, 'Choices[0]'],
        [{ Variable: '$.a', NumericLike: 1 }, 'Choices[0].NumericLike'],
        [{ Variable: 'a', NumericEquals: 1 }, 'Choices[0].Variable'],
        [{ Variable: '$.a', IsNull: 'yes' }, 'Choices[0].IsNull'],
        [{ And: [] }, 'Choices[0].And'],
    ])('refuses %j', (rule, place) => {
        expect(() => choose({ Choices: [{ ...rule, Next: 'Yes' }] }, {})).toThrow(`Choose › ${place}`);
    });
});
describe('Choice in JSONata', () => {
    const jsonata = (rule, fields = {}) => ({
        QueryLanguage: 'JSONata',
        Choices: [{ Condition: '{% $states.input.n > 1 %}', Next: 'Yes', ...rule }],
        Default: 'No',
        ...fields,
    });
    test('goes by a condition, which has to be true or false', async () => {
        expect((await choose(jsonata({}), { n: 2 })).output).toMatchObject({ went: 'yes' });
        expect((await choose(jsonata({}), { n: 1 })).output).toMatchObject({ went: 'no' });
        const { error, cause } = await choose(jsonata({ Condition: '{% $states.input.n %}' }), { n: 1 });
        expect(error).toBe('States.QueryEvaluationError');
        expect(cause).toContain("Expected 'boolean', but was 'number' for value: 1");
    });
    test('a rule has an Output of its own, the Default that of the state', async () => {
        const fields = { Output: 'of the state' };
        expect((await choose(jsonata({ Output: null }, fields), { n: 2 })).output).toEqual({ went: 'yes', input: null });
        expect((await choose(jsonata({}, fields), { n: 1 })).output).toEqual({ went: 'no', input: 'of the state' });
    });
});
