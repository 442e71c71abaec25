import { describe, expect, test } from '@jest/globals';
import { eventLines, runState } from '../fixtures/run-definition.js';
const branch = (name, state) => ({ StartAt: name, States: { [name]: state } });
const PASS = { Type: 'Pass', End: true };
const FAIL = { Type: 'Fail', Error: 'E', Cause: 'C' };
describe('Parallel', () => {
    test('gives the outputs of its branches in their order', async () => {
        const Branches = [
            branch('Slow', { Type: 'Wait', Seconds: 2, End: true }),
            branch('Fast', { Type: 'Pass', Result: 'fast', End: true }),
        ];
        const execution = await runState({ Type: 'Parallel', Parameters: { a: 1 }, Branches });
        expect(execution.output).toEqual([{ a: 1 }, 'fast']);
        expect(eventLines(execution).slice(2)).toEqual([
            '3<2 ParallelStateStarted',
            '4<3 WaitStateEntered',
            '5<3 PassStateEntered',
            '6<5 PassStateExited',
            '7<4 WaitStateExited',
            '8<7 ParallelStateSucceeded',
            '9<7 ParallelStateExited',
            '10<9 ExecutionSucceeded',
        ]);
    });
    test('fails with the error of the branch that failed, and ends the others', async () => {
        const Branches = [
            branch('Waits', { Type: 'Wait', Seconds: 9, End: true }),
            branch('Fails', FAIL),
            branch('Never', PASS),
        ];
        const execution = await runState({ Type: 'Parallel', Branches });
        expect(execution).toMatchObject({ error: 'E', cause: 'C', stopDate: execution.startDate });
        expect(eventLines(execution).slice(3)).toEqual([
            '4<3 WaitStateEntered',
            '5<3 FailStateEntered',
            '6<5 WaitStateAborted',
            '7<5 ParallelStateFailed',
            '8<7 ExecutionFailed',
        ]);
    });
    test('ends what its branches forked', async () => {
        const inner = { Type: 'Parallel', Branches: [branch('Deep', { Type: 'Wait', Seconds: 9, End: true })], End: true };
        const FailsLater = { Type: 'Wait', Seconds: 1, Next: 'Fails' };
        const Branches = [branch('Inner', inner), { StartAt: 'Later', States: { Later: FailsLater, Fails: FAIL } }];
        const execution = await runState({ Type: 'Parallel', Branches });
        expect(eventLines(execution).filter((line) => line.includes('Abort'))).toEqual([
            '10<9 WaitStateAborted',
            '11<9 ParallelStateAborted',
        ]);
    });
    test('can be retried and caught as a whole', async () => {
        const { runDefinition } = await import('../fixtures/run-definition.js');
        const both = {
            Type: 'Parallel',
            Branches: [branch('Fails', FAIL)],
            Retry: [{ ErrorEquals: ['E'], MaxAttempts: 2, IntervalSeconds: 5 }],
            Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Caught' }],
            End: true,
        };
        const execution = await runDefinition({ StartAt: 'Both', States: { Both: both, Caught: PASS } }, { input: { a: 1 } });
        expect(execution.output).toEqual({ a: 1, error: { Error: 'E', Cause: 'C' } });
        expect(eventLines(execution).filter((line) => line.includes('Parallel'))).toEqual([
            '2<0 ParallelStateEntered',
            '3<2 ParallelStateStarted',
            '5<4 ParallelStateStarted',
            '7<6 ParallelStateStarted',
            '9<8 ParallelStateFailed',
            '10<9 ParallelStateExited',
        ]);
    });
});
