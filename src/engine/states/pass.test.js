import { expect, test } from '@jest/globals';
import { eventLines, runDefinition, runState } from '../fixtures/run-definition.js';
test('Pass gives its input, its Result, or what Parameters or Output make', async () => {
    const outputOf = async (fields) => (await runState({ Type: 'Pass', ...fields }, { input: { a: 1 } })).output;
    expect(await outputOf({})).toEqual({ a: 1 });
    expect(await outputOf({ Result: [1], ResultPath: '$.b' })).toEqual({ a: 1, b: [1] });
    expect(await outputOf({ Parameters: { 'c.$': '$.a' } })).toEqual({ c: 1 });
    expect(await outputOf({ QueryLanguage: 'JSONata', Output: { c: '{% $states.input.a + 1 %}' } })).toEqual({ c: 2 });
    expect(await outputOf({ Result: null })).toBeNull();
});
test('a chain points every event at the one before, and the first state at 0', async () => {
    const States = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } };
    const execution = await runDefinition({ StartAt: 'A', States });
    expect(eventLines(execution)).toEqual([
        '1<0 ExecutionStarted',
        '2<0 PassStateEntered',
        '3<2 PassStateExited',
        '4<3 PassStateEntered',
        '5<4 PassStateExited',
        '6<5 ExecutionSucceeded',
    ]);
});
