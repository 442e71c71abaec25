import { describe, expect, test } from '@jest/globals';
import { runDefinition, type RunOptions } from '../fixtures/run-definition.js';

const runFail = (fields: object, options?: RunOptions): ReturnType<typeof runDefinition> =>
  runDefinition({ StartAt: 'F', States: { F: { Type: 'Fail', ...fields } } }, options);

describe('Fail', () => {
  test.each([
    ['constants', { Error: 'E', Cause: 'C' }],
    ['paths', { ErrorPath: '$.error', CausePath: "States.Format('{}', $.cause)" }],
    [
      'JSONata',
      { QueryLanguage: 'JSONata', Error: '{% $states.input.error %}', Cause: "{% $states.input.cause & '' %}" },
    ],
  ])('takes error and cause from %s', async (_, fields) => {
    const execution = await runFail(fields, { input: { error: 'E', cause: 'C' } });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'E', cause: 'C' });
    expect(execution.history()).toHaveLength(3);
  });

  test('may have neither: then the event has no details', async () => {
    const execution = await runFail({});
    expect(execution.history().at(-1)).toMatchObject({ type: 'ExecutionFailed', executionFailedEventDetails: {} });
    expect('error' in execution && execution.error).toBeFalsy();
  });

  test('fails with States.Runtime when a path leads to something else than a text', async () => {
    expect(await runFail({ ErrorPath: '$.n' }, { input: { n: 1 } })).toMatchObject({ error: 'States.Runtime' });
  });

  test('takes the constant or the path, not both', () => {
    expect(() => runFail({ Error: 'E', ErrorPath: '$.e' })).toThrow('F › ErrorPath: is given together with Error');
  });
});
