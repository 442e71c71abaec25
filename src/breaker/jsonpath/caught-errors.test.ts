import { expect, test } from '@jest/globals';
import { classifyError, errorClasses, errorClassesWith } from '../../circuit/error-classification.js';
import { catchersByClass, spelled } from './caught-errors.js';

const catchers = catchersByClass(errorClasses, (errorClass) => errorClass);
const caughtAs = (name: string) =>
  catchers.find(({ errors }) => errors[0] === 'States.ALL' || errors.some((error) => error === name))?.next;

test('every name is caught in the class that it has everywhere', () => {
  const names = spelled(Object.values(errorClasses).flat());
  expect(names).toEqual(expect.arrayContaining(['Bedrock.ThrottlingException', 'States.Timeout', 'Sandbox.Timedout']));
  for (const name of [...names, 'SomethingNew', 'CacheMiss'])
    expect([name, caughtAs(name)]).toEqual([name, classifyError(name)]);
});

test('a name that is moved is caught in its new class, with its prefixes', () => {
  const moved = catchersByClass(errorClassesWith({ refused: ['TooManyRequestsException'] }), (each) => each);
  const entry = moved.find(({ next }) => next === 'refused');
  expect(entry?.errors).toContain('Lambda.TooManyRequestsException');
  expect(moved.find(({ next }) => next === 'transient')?.errors).not.toContain('Lambda.TooManyRequestsException');
});
