import { describe, expect, test } from '@jest/globals';
import { checkFieldNames, isQueryLanguage, isStateType } from './state-fields.js';
function complaints(...[type, language, fields]) {
    const found = [];
    checkFieldNames(type, language, fields, (field, message) => found.push(`${field} ${message}`));
    return found;
}
describe('checkFieldNames', () => {
    test('tells fields of the other query language from unknown ones', () => {
        expect(complaints('Pass', 'JSONPath', { Type: 'Pass', Output: 1, Outptu: 1, End: true })).toEqual([
            'Output is a field of JSONata, but this state\'s query language is JSONPath: set "QueryLanguage": "JSONata"',
            'Outptu is not a field of a Pass state in JSONPath',
        ]);
    });
    test('misses what must be there', () => {
        expect(complaints('Task', 'JSONata', {})).toEqual([
            'Resource is missing: a Task state must have it',
            'Next is missing: give a Next, or "End": true',
        ]);
        expect(complaints('Succeed', 'JSONata', {})).toEqual([]);
    });
});
test('types and query languages are known by name', () => {
    expect([isStateType('Map'), isStateType('map'), isQueryLanguage('JSONata'), isQueryLanguage('XPath')]).toEqual([
        true,
        false,
        true,
        false,
    ]);
});
