import { describe, expect, test } from '@jest/globals';
import { lambdaArn, runState } from '../fixtures/run-definition.js';
/** The timeout a Task state was scheduled with, or the error. */
async function timeoutOf(fields, input) {
    const state = { Type: 'Task', Resource: lambdaArn('f'), ...fields };
    const execution = await runState(state, { input, lambdas: { f: () => null } });
    return execution.error ?? execution.history()[2]?.['lambdaFunctionScheduledEventDetails']?.['timeoutInSeconds'];
}
describe('a field for a whole number', () => {
    test('is a constant, a path or an expression', async () => {
        expect(await timeoutOf({ TimeoutSeconds: 5 }, {})).toBe(5);
        expect(await timeoutOf({ TimeoutSecondsPath: '$.t' }, { t: 6 })).toBe(6);
        expect(await timeoutOf({ TimeoutSecondsPath: '$.t' }, { t: '7' })).toBe(7);
        expect(await timeoutOf({ QueryLanguage: 'JSONata', TimeoutSeconds: '{% $states.input.t + 1 %}' }, { t: 7 })).toBe(8);
    });
    test('fails by the rules of its query language when the value does not fit', async () => {
        expect(await timeoutOf({ TimeoutSecondsPath: '$.t' }, { t: 0 })).toBe('States.Runtime');
        expect(await timeoutOf({ QueryLanguage: 'JSONata', TimeoutSeconds: '{% 1.5 %}' }, {})).toBe('States.QueryEvaluationError');
    });
    test('is refused at once when it is a constant that does not fit', () => {
        expect(() => runState({ Type: 'Task', Resource: lambdaArn('f'), TimeoutSeconds: 0 })).toThrow('State › TimeoutSeconds: is 0: expected a whole number, 1 to 99999999');
    });
});
