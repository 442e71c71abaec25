import { describe, expect, test } from '@jest/globals';
import { eventTypes, runState } from '../fixtures/run-definition.js';
/** How many seconds a Wait state took, or the error it ended with. */
async function waited(fields, input) {
    const { status, error, startDate, stopDate } = await runState({ Type: 'Wait', ...fields }, { input });
    return status === 'SUCCEEDED' ? (Number(stopDate) - startDate.getTime()) / 1000 : error;
}
describe('Wait', () => {
    test('takes seconds or a time, from constants, paths and JSONata', async () => {
        expect(await waited({ Seconds: 10 })).toBe(10);
        expect(await waited({ SecondsPath: '$.s' }, { s: 20 })).toBe(20);
        expect(await waited({ Timestamp: '2026-01-01T00:00:30Z' })).toBe(30);
        expect(await waited({ TimestampPath: '$.t' }, { t: '2026-01-01T02:00:40+02:00' })).toBe(40);
        expect(await waited({ QueryLanguage: 'JSONata', Seconds: '{% $states.input * 2 %}' }, 25)).toBe(50);
        expect(await waited({ QueryLanguage: 'JSONata', Timestamp: '{% $fromMillis($millis() + 60000) %}' })).toBe(60);
    });
    test('does not wait for what is past', async () => {
        expect(await waited({ Timestamp: '2025-12-31T00:00:00Z' })).toBe(0);
        expect(await waited({ SecondsPath: '$' }, 0)).toBe(0);
    });
    test.each([-1, 1.5, '1'])('refuses %j seconds', async (seconds) => {
        expect(await waited({ SecondsPath: '$' }, seconds)).toBe('States.Runtime');
        expect(await waited({ QueryLanguage: 'JSONata', Seconds: '{% $states.input %}' }, seconds)).toBe('States.QueryEvaluationError');
    });
    test('waits 24,855 days but not 24,856, and no time without an offset', async () => {
        const days = (count) => new Date(Date.UTC(2026, 0, 1 + count)).toISOString();
        expect(await waited({ Timestamp: days(24_855) })).toBe(24_855 * 86_400);
        expect(await waited({ Timestamp: days(24_856) })).toBe('States.Runtime');
        expect(await waited({ TimestampPath: '$' }, '2026-02-01T00:00:00')).toBe('States.Runtime');
    });
    test('ends the execution when it is stopped in the middle', async () => {
        const { createEngine, manualClock } = await import('../index.js');
        const clock = manualClock();
        const engine = createEngine({ clock });
        const definition = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 10, End: true } } };
        const execution = engine.startExecution(engine.createStateMachine({ name: 'm', definition }));
        await clock.advance(5000);
        execution.stop({ error: 'E' });
        await clock.advance(50_000);
        expect(execution).toMatchObject({ status: 'ABORTED', error: 'E', stopDate: new Date('2026-01-01T00:00:05Z') });
        expect(eventTypes(execution)).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionAborted']);
        expect(execution.history().at(-1)?.previousEventId).toBe(0);
    });
});
