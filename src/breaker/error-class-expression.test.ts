import { describe, expect, test } from '@jest/globals';
import { classifyError, errorClasses } from '../circuit/error-classification.js';
import { errorClassExpression } from './error-class-expression.js';
import { evaluateJsonata } from './evaluate-jsonata.fixture.js';

const cases: [name: string, cause: string, errorClass: string][] = [
  ...Object.entries(errorClasses).flatMap(([errorClass, names]) =>
    names.map((name): [string, string, string] => [`Bedrock.${name}`, '', errorClass]),
  ),
  ['ThrottlingException', 'Too many requests, please wait before trying again.', 'counted'],
  ['ThrottlingException', 'Too many tokens per day, please wait before trying again.', 'exhausted'],
  ['BedrockRuntime.ModelErrorException', '{"errorMessage":"m","originalStatusCode":424}', 'hop'],
  ['ModelErrorException', 'The model said no (originalStatusCode: 503)', 'counted'],
  ['States.Timeout', '', 'counted'],
  ['States.Permissions', '', 'fatal'],
  ['Lambda.TooManyRequestsException', '', 'transient'],
  ['TypeError', 'x is not a function', 'hop'],
  ['', '', 'hop'],
  ['__proto__', '', 'hop'],
];

describe('an error means the same in code and in the machine', () => {
  test.each(cases)('%s (%s) is %s', async (name, cause, errorClass) => {
    expect(classifyError(name, cause)).toBe(errorClass);
    const states = { errorOutput: { Error: name, Cause: cause } };
    expect(await evaluateJsonata(errorClassExpression(), { states })).toBe(errorClass);
  });

  test('an error without a cause is classified by its name', async () => {
    const states = { errorOutput: { Error: 'ThrottlingException' } };
    expect(await evaluateJsonata(errorClassExpression(), { states })).toBe('counted');
  });
});
