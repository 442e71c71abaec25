import { expect, test } from '@jest/globals';
import { attemptDraw } from './draw.js';
import { repeatedPrompt, unusableText } from './model-text.js';

const say = (prompt: string) => repeatedPrompt({ prompt, region: 'us-east-1', modelId: 'sonnet' }, attemptDraw([1]));

test('by default a model repeats how the prompt begins', () => {
  expect(say('Which way\nto the station?\n')).toBe('sonnet was asked: Which way to the station?');
  expect(say('word '.repeat(100))).toBe(`sonnet was asked: ${'word '.repeat(24)}…`);
});

test('an unusable text is a refusal, broken JSON or JSON without the answer', () => {
  const texts = new Set(Array.from({ length: 50 }, (_, seed) => unusableText(attemptDraw([seed]))));
  expect([...texts].sort()).toEqual([
    'I am sorry, I cannot help with that.',
    '{"answer": "see above"}',
    '{"answer": [',
  ]);
});
