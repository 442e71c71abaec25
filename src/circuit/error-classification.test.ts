import { expect, test } from '@jest/globals';
import { classifyError, errorClasses, errorClassesWith } from './error-classification.js';

test('the last segment of a name decides', () => {
  for (const name of ['ThrottlingException', 'Bedrock.ThrottlingException', 'BedrockRuntime.ThrottlingException'])
    expect(classifyError(name)).toBe('counted');
});

test('a name is in one class only', () => {
  const names = Object.values(errorClasses).flat();
  expect(new Set(names).size).toBe(names.length);
});

test('a user moves a name to another class', () => {
  const classes = errorClassesWith({ hop: ['InternalServerException', 'MyError'] });
  expect(classifyError('MyError', '', classes)).toBe('hop');
  expect(classifyError('Bedrock.InternalServerException', '', classes)).toBe('hop');
  expect(classes.counted).not.toContain('InternalServerException');
});
