import { expect, test } from '@jest/globals';
import { eventLines, runDefinition } from '../fixtures/run-definition.js';
test('Succeed ends the execution with what OutputPath or Output gives', async () => {
    const run = (fields) => runDefinition({ StartAt: 'S', States: { S: { Type: 'Succeed', ...fields } } }, { input: { a: [1] } });
    expect((await run({ OutputPath: '$.a' })).output).toEqual([1]);
    const execution = await run({ QueryLanguage: 'JSONata', Output: '{% $states.input.a[0] %}' });
    expect(execution.output).toBe(1);
    expect(eventLines(execution)).toEqual([
        '1<0 ExecutionStarted',
        '2<0 SucceedStateEntered',
        '3<2 SucceedStateExited',
        '4<3 ExecutionSucceeded',
    ]);
});
