import { expect, test } from '@jest/globals';
import { PASS, serviceFixture } from '../service.fixture.js';

test('a good definition', async () => {
  const { call } = serviceFixture();
  expect(await call('ValidateStateMachineDefinition', { definition: PASS })).toEqual({
    result: 'OK',
    diagnostics: [],
    truncated: false,
  });
});

test('a bad one, with as many diagnostics as asked for', async () => {
  const { call } = serviceFixture();
  const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Catch: [], Retry: [], End: true } } });
  const diagnostics = ['Retry', 'Catch'].map((field) => ({
    severity: 'ERROR',
    code: 'SCHEMA_VALIDATION_FAILED',
    message: `Field '${field}' is not supported`,
    location: '/States/A',
  }));
  expect(await call('ValidateStateMachineDefinition', { definition })).toEqual({
    result: 'FAIL',
    diagnostics,
    truncated: false,
  });
  expect(await call('ValidateStateMachineDefinition', { definition, maxResults: 1 })).toEqual({
    result: 'FAIL',
    diagnostics: diagnostics.slice(0, 1),
    truncated: true,
  });
});

test('warnings are shown when asked for, behind the errors, and do not make it fail', async () => {
  const { call } = serviceFixture();
  const state = { Type: 'Pass', Result: '$.a', Parameters: { b: '$.b' }, End: true };
  const definition = JSON.stringify({ StartAt: 'A', States: { A: state } });
  const severity = 'WARNING';
  expect(await call('ValidateStateMachineDefinition', { definition })).toMatchObject({ result: 'OK', diagnostics: [] });
  expect(await call('ValidateStateMachineDefinition', { definition, severity, maxResults: 1 })).toEqual({
    result: 'OK',
    diagnostics: [
      {
        severity,
        code: 'NO_DOLLAR',
        message: "The value of 'b' looks like a path or an intrinsic function: only 'b.$' evaluates one",
        location: '/States/A/Parameters/b',
      },
    ],
    truncated: true,
  });
  const wrong = JSON.stringify({ StartAt: 'A', States: { A: { ...state, Catch: [] } } });
  const { diagnostics } = await call('ValidateStateMachineDefinition', { definition: wrong, severity });
  expect(diagnostics).toMatchObject([{ severity: 'ERROR' }, { code: 'NO_DOLLAR' }, { code: 'PASS_RESULT_IS_STATIC' }]);
});

test('what only the engine finds', async () => {
  const { call } = serviceFixture();
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: { A: { Type: 'Pass', Output: '{% 1 + %}', End: true } },
  });
  expect(await call('ValidateStateMachineDefinition', { definition })).toMatchObject({
    result: 'FAIL',
    diagnostics: [{ code: 'SCHEMA_VALIDATION_FAILED', location: '/States/A/Output' }],
  });
});
