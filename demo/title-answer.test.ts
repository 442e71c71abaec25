import { describe, expect, test } from '@jest/globals';
import { attemptDraw } from '../src/local/bedrock/draw.js';
import { titleAnswer } from './title-answer.js';

const prompt = [
  'The reader rated:',
  '- 5 of 5: 1984. A title',
  '',
  ...Array.from({ length: 40 }, (_, i) => `${i + 100}. Title ${i}`),
  '',
  'Choose 15 titles.',
].join('\n');

const say = (question: string, seed: number) =>
  titleAnswer({ prompt: question, region: 'us-east-1', modelId: 'sonnet' }, attemptDraw([seed]));
const answers = Array.from({ length: 300 }, (_, seed) => say(prompt, seed));
const idsOf = (text: string): number[] => JSON.parse(/\{.*\}/.exec(text)?.[0] ?? '').titleIds;

describe('titleAnswer', () => {
  test('names as many numbered titles as the prompt asks for, each once', () => {
    for (const ids of answers.map(idsOf)) {
      expect(new Set(ids).size).toBe(15);
      expect(ids.filter((id) => id < 100 || id > 139).length).toBeLessThanOrEqual(1);
    }
  });

  test('some answers talk around the object, some name an invented title, none depends on chance', () => {
    expect(answers.filter((text) => !text.startsWith('{')).length).toBeGreaterThan(30);
    expect(answers.filter((text) => idsOf(text).some((id) => id > 139)).length).toBeGreaterThan(10);
    expect(say(prompt, 7)).toBe(answers[7]);
    expect(new Set(answers).size).toBeGreaterThan(290);
  });

  test('a prompt without a list gets an empty one', () => {
    expect(idsOf(say('Hello', 1))).toEqual([]);
  });
});
