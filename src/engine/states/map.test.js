import { describe, expect, test } from '@jest/globals';
import { eventTypes, lambdaArn, runState } from '../fixtures/run-definition.js';
const pass = (fields = {}) => ({
    StartAt: 'Item',
    States: { Item: { Type: 'Pass', ...fields, End: true } },
});
const map = (fields) => ({ Type: 'Map', ItemProcessor: pass(), ...fields });
describe('Map in JSONPath', () => {
    test('takes items from ItemsPath, and selects from its own input and the item', async () => {
        const fields = {
            InputPath: '$.in',
            ItemsPath: '$.items',
            ItemSelector: { 'shared.$': '$.shared', 'index.$': '$$.Map.Item.Index', 'value.$': '$$.Map.Item.Value' },
            ResultPath: '$.out',
        };
        const input = { in: { items: ['a', 'b'], shared: 1 } };
        expect((await runState(map(fields), { input })).output).toEqual({
            ...input,
            out: [
                { shared: 1, index: 0, value: 'a' },
                { shared: 1, index: 1, value: 'b' },
            ],
        });
    });
    test('knows the old names Iterator and Parameters', async () => {
        const state = { Type: 'Map', Iterator: pass(), Parameters: { 'v.$': '$$.Map.Item.Value' } };
        expect((await runState(state, { input: [1] })).output).toEqual([{ v: 1 }]);
    });
    test('fails when the items are no list', async () => {
        expect(await runState(map({ ItemsPath: '$.a' }), { input: { a: 1 } })).toMatchObject({ error: 'States.Runtime' });
    });
});
describe('Map in JSONata', () => {
    test('takes Items and selects', async () => {
        const fields = {
            QueryLanguage: 'JSONata',
            Items: '{% $states.input.items %}',
            ItemSelector: { v: '{% $states.context.Map.Item.Value * $states.input.factor %}' },
            Output: '{% $sum($states.result.v) %}',
        };
        expect((await runState(map(fields), { input: { items: [1, 2, 3], factor: 10 } })).output).toBe(60);
    });
    test.each([
        [
            '{% $states.input %}',
            "The JSONata expression '$states.input' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'object' for value: {\"a\":1}",
        ],
        [undefined, 'Map state input must be an array but was: {"a":1}'],
    ])('fails as AWS does when Items is %j', async (items, cause) => {
        const execution = await runState(map({ QueryLanguage: 'JSONata', ...(items && { Items: items }) }), {
            input: { a: 1 },
        });
        expect(execution.cause).toBe(`An error occurred while executing the state 'State' (entered at the event id #2). ${cause}`);
        expect(eventTypes(execution)).toEqual([
            'ExecutionStarted',
            'MapStateEntered',
            'EvaluationFailed',
            'MapStateFailed',
            'ExecutionFailed',
        ]);
    });
});
describe('Map', () => {
    test('of nothing gives nothing', async () => {
        const execution = await runState(map({}), { input: [] });
        expect(execution.output).toEqual([]);
        expect(eventTypes(execution).slice(1, 5)).toEqual([
            'MapStateEntered',
            'MapStateStarted',
            'MapStateSucceeded',
            'MapStateExited',
        ]);
    });
    test('iterations read outer variables, and keep their own', async () => {
        const work = {
            StartAt: 'Set',
            States: {
                Set: { Type: 'Pass', Assign: { mine: '{% $states.input + $base %}' }, Next: 'Get' },
                Get: { Type: 'Pass', Output: '{% $mine %}', End: true },
            },
        };
        const { runDefinition } = await import('../fixtures/run-definition.js');
        const execution = await runDefinition({
            QueryLanguage: 'JSONata',
            StartAt: 'Base',
            States: {
                Base: { Type: 'Pass', Assign: { base: 10, mine: 'outer' }, Next: 'Each' },
                Each: { Type: 'Map', ItemProcessor: work, Assign: { results: '{% $states.result %}' }, Next: 'Last' },
                Last: { Type: 'Pass', Output: { mine: '{% $mine %}', results: '{% $results %}' }, End: true },
            },
        }, { input: [1, 2] });
        expect(execution.output).toEqual({ mine: 'outer', results: [11, 12] });
    });
    test.each([
        [3, 3],
        [0, 40],
        [100, 40],
    ])('MaxConcurrency %d runs %d at a time', async (MaxConcurrency, expected) => {
        const { skipClock } = await import('../index.js');
        const clock = skipClock();
        let running = 0;
        let most = 0;
        const busy = async () => {
            most = Math.max(most, ++running);
            await clock.sleep(10);
            running--;
        };
        const ItemProcessor = {
            StartAt: 'Busy',
            States: { Busy: { Type: 'Task', Resource: lambdaArn('busy'), End: true } },
        };
        const input = Array.from({ length: 50 }, (_, index) => index);
        const execution = await runState(map({ ItemProcessor, MaxConcurrency }), { clock, input, lambdas: { busy } });
        expect(execution.status).toBe('SUCCEEDED');
        expect(most).toBe(expected);
        expect(execution.billedTransitions).toBe(51);
    });
});
