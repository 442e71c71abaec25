import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseAnswer, UnusableAnswer } from './answer.js';
import { hundredTitles, readerOf } from './catalogue.fixture.js';

const rules = { catalogue: hundredTitles, reader: readerOf({ 1: 5 }), atLeast: 2, atMost: 4 };

describe('parseAnswer', () => {
  test.each([
    ['the object alone', '{"titleIds": [2, 3]}'],
    ['text around it', 'Sure! Try {these}: {"titleIds": [2, 3]} Enjoy {"titleIds": [4, 5]}'],
    ['a fenced block', '```json\n{\n  "titleIds": [2, 3]\n}\n```'],
    ['ids as texts', '{"titleIds": ["2", "3"]}'],
    ['objects with reasons', '{"titleIds": [{"titleId": 2, "why": "a } brace \\" and a quote"}, {"titleId": "3"}]}'],
    ['an object within another', '{"answer": {"titleIds": [2, 3]}}'],
  ])('finds %s', (_, text) => {
    expect(parseAnswer(text, rules)).toEqual([2, 3]);
  });

  test('drops titles that are unknown, rated, repeated or nonsense, and cuts at the wanted number', () => {
    const text = '{"titleIds": [1, 2, 2, 999, "two", null, -3, 2.5, {}, [3], 3, 4, 5, 6]}';
    expect(parseAnswer(text, rules)).toEqual([2, 3, 4, 5]);
  });

  test.each([
    ['nothing', ''],
    ['prose', 'I cannot help with that.'],
    ['a torn object', '{"titleIds": [2, 3'],
    ['another object', '{"titles": [2, 3]}'],
    ['no list', '{"titleIds": "2, 3"}'],
  ])('%s is unusable', (_, text) => {
    expect(() => parseAnswer(text, rules)).toThrow(UnusableAnswer);
    expect(() => parseAnswer(text, rules)).toThrow('The answer holds no JSON object with a list "titleIds".');
  });

  test('too few usable titles are counted, not quoted', () => {
    expect(() => parseAnswer('{"titleIds": [1, 2, 999]}', rules)).toThrow(
      new UnusableAnswer('The answer lists 3 titles, 1 of them usable; 2 are needed.'),
    );
  });

  test('a million open braces are no work', () => {
    expect(() => parseAnswer('{'.repeat(1_000_000), rules)).toThrow(UnusableAnswer);
  });

  test('whatever the model says: known unread titles, each once, or UnusableAnswer', () => {
    const list = fc.array(fc.oneof(fc.integer({ min: -5, max: 120 }), fc.string(), fc.jsonValue()));
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.tuple(fc.string(), list).map(([s, l]) => `${s}${JSON.stringify({ titleIds: l })}`),
    );
    fc.assert(
      fc.property(text, (said) => {
        let titleIds: number[];
        try {
          titleIds = parseAnswer(said, rules);
        } catch (error) {
          expect(error).toBeInstanceOf(UnusableAnswer);
          return;
        }
        expect(titleIds.length).toBeGreaterThanOrEqual(2);
        expect(titleIds.length).toBeLessThanOrEqual(4);
        expect(new Set(titleIds).size).toBe(titleIds.length);
        expect(titleIds.every((id) => id !== 1 && hundredTitles.get(id) !== undefined)).toBe(true);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
