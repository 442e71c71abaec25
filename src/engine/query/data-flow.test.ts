import { describe, expect, test } from '@jest/globals';
import { lambdaArn, runDefinition, runState } from '../fixtures/run-definition.js';

const echo = { lambdas: { echo: (payload: unknown) => ({ got: payload }) } };
const task = (fields: object): object => ({ Type: 'Task', Resource: lambdaArn('echo'), ...fields });

describe('the flow of data in JSONPath', () => {
  test('goes through InputPath, Parameters, ResultSelector, ResultPath and OutputPath', async () => {
    const fields = {
      InputPath: '$.in',
      Parameters: { 'value.$': '$.v', fixed: true },
      ResultSelector: { 'selected.$': '$.got.value' },
      ResultPath: '$.result',
      OutputPath: '$.result',
    };
    expect((await runState(task(fields), { ...echo, input: { in: { v: 7 } } })).output).toEqual({ selected: 7 });
  });

  test('takes null for nothing: {} for InputPath and OutputPath, the input for ResultPath', async () => {
    const run = async (fields: object): Promise<unknown> =>
      (await runState(task(fields), { ...echo, input: { a: 1 } })).output;
    expect(await run({ InputPath: null })).toEqual({ got: {} });
    expect(await run({ OutputPath: null })).toEqual({});
    expect(await run({ ResultPath: null })).toEqual({ a: 1 });
  });

  test('fails with States.Runtime where a path leads nowhere', async () => {
    const execution = await runState(task({ OutputPath: '$.no.such' }), echo);
    expect(execution).toMatchObject({
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'State' (entered at the event id #2). " +
        "Invalid path '$.no.such' : Missing property in path $['no']",
    });
  });

  test('leaves what looks like a path inside Result alone', async () => {
    expect((await runState({ Type: 'Pass', Result: { 'x.$': '$.a' } })).output).toEqual({ 'x.$': '$.a' });
  });
});

describe('the flow of data in JSONata', () => {
  test('goes through Arguments and Output', async () => {
    const fields = {
      QueryLanguage: 'JSONata',
      Arguments: '{% $states.input.v %}',
      Output: '{% $states.result.got * 2 %}',
    };
    expect((await runState(task(fields), { ...echo, input: { v: 7 } })).output).toBe(14);
  });
});

describe.each(['JSONata', 'JSONPath'])('variables in %s', (QueryLanguage) => {
  const read = (name: string): [string, string] =>
    QueryLanguage === 'JSONata' ? [name, `{% $${name} %}`] : [`${name}.$`, `$${name}`];

  test('take effect after the state: a swap works', async () => {
    const [a, readA] = read('a');
    const [b, readB] = read('b');
    const last =
      QueryLanguage === 'JSONata' ? { Output: { a: readA, b: readB } } : { Parameters: { 'a.$': '$a', 'b.$': '$b' } };
    const execution = await runDefinition({
      QueryLanguage,
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { a: 1, b: 2 }, Next: 'Swap' },
        Swap: { Type: 'Pass', Assign: { [a]: readB, [b]: readA }, Next: 'Last' },
        Last: { Type: 'Pass', ...last, End: true },
      },
    });
    expect(execution.output).toEqual({ a: 2, b: 1 });
    expect(execution.history()[4]).toMatchObject({
      stateExitedEventDetails: { assignedVariables: { a: '2', b: '1' } },
    });
  });

  test('may not be called states, nor have any odd name', () => {
    const machine = {
      QueryLanguage,
      StartAt: 'S',
      States: { S: { Type: 'Pass', Assign: { states: 1, '1x': 2 }, End: true } },
    };
    expect(() => runDefinition(machine)).toThrow(
      /Assign\.states: is a reserved name[\s\S]*Assign\.1x: is not a variable name/,
    );
  });
});
