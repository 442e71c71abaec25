import { describe, expect, test } from '@jest/globals';
import { runState } from '../fixtures/run-definition.js';
import { queryFailure } from './jsonpath-field.js';

describe('a payload template', () => {
  test('fails with the names and texts of AWS', async () => {
    const state = (template: object): object => ({ Type: 'Pass', Parameters: template });
    const missing = await runState(state({ 'y.$': '$.x' }), { input: { a: 1 } });
    expect(missing).toMatchObject({
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'State' (entered at the event id #2). " +
        `The JSONPath '$.x' specified for the field 'y.$' could not be found in the input '{"a":1}'`,
    });
    const intrinsic = await runState(state({ 'y.$': "States.StringToJson('no json')" }));
    expect(intrinsic).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringContaining("The function 'States.StringToJson('no json')' had the following error"),
    });
  });
});

describe('queryFailure', () => {
  test('lets errors name themselves', () => {
    const named = (errorName: string): Error => Object.assign(new Error('why'), { errorName });
    expect(queryFailure(named('States.Runtime'))).toMatchObject({ error: 'States.Runtime', catchable: false });
    expect(queryFailure(named('States.IntrinsicFailure'))).toMatchObject({
      error: 'States.IntrinsicFailure',
      catchable: true,
    });
    expect(queryFailure(new Error('why'))).toMatchObject({ error: 'States.Runtime', cause: 'why' });
  });
});
