import { describe, expect, test } from '@jest/globals';
import { runState } from '../fixtures/run-definition.js';

const state = (fields: object): object => ({ Type: 'Pass', QueryLanguage: 'JSONata', ...fields });

describe('a JSONata template', () => {
  test('evaluates whole texts only, wherever they stand', async () => {
    const output = { whole: '{% $states.input.a + 1 %}', list: [1, ['{% $states.input.a %}']], part: 'a {% 1 %}' };
    const { output: result } = await runState(state({ Output: output }), { input: { a: 1 } });
    expect(result).toEqual({ whole: 2, list: [1, [1]], part: 'a {% 1 %}' });
  });

  test('sees the context object', async () => {
    const Output = {
      name: '{% $states.context.State.Name %}',
      all: "{% $lookup($states, 'context').Execution.Name %}",
    };
    expect((await runState(state({ Output }))).output).toEqual({ name: 'State', all: 'run' });
  });

  test.each([
    ['{% $states.input.gone %}', "specified for the field 'Output/x' returned nothing (undefined)."],
    ["{% 1 + 'a' %}", "specified for the field 'Output/x' threw an error during evaluation. T2002: "],
  ])('fails for %s as AWS does', async (expression, text) => {
    const execution = await runState(state({ Output: { x: expression } }));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(execution.cause).toContain(
      `An error occurred while executing the state 'State' (entered at the event id #2). The JSONata expression '${expression.slice(2, -2).trim()}' ${text}`,
    );
    expect(execution.history()[2]).toMatchObject({
      type: 'EvaluationFailed',
      previousEventId: 0,
      evaluationFailedEventDetails: { location: 'Output/x', state: 'State', error: 'States.QueryEvaluationError' },
    });
  });

  test('keeps members with strange names', async () => {
    const definition: object = JSON.parse('{"Type":"Pass","QueryLanguage":"JSONata","Output":{"__proto__":"{% 1 %}"}}');
    const { output } = await runState(definition);
    expect(JSON.stringify(output)).toBe('{"__proto__":1}');
  });
});
