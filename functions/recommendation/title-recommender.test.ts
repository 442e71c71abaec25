import { expect, test } from '@jest/globals';
import { hundredTitles, readerOf } from './catalogue.fixture.js';
import { answerText, titleRecommender, type TitlePrompt } from './title-recommender.js';

const recommend = titleRecommender(hundredTitles);
const reader = readerOf({ 55: 5 });
const listed = (...titleIds: number[]) => ({ text: JSON.stringify({ titleIds }), region: 'us-east-1' });
const TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

test('the ten best of what the model names, with the answer they came in', async () => {
  const answer = listed(...TEN, 11, 12);
  expect(await recommend({ reader, ask: async () => answer })).toEqual({ titleIds: TEN, answer });
});

test('an unusable answer is asked for once more, in other words; the second one is final', async () => {
  const asked: [string | undefined, number][] = [];
  let unusable = 0;
  const failed = recommend({
    reader,
    ask: async ({ messages }, attempt) => {
      asked.push([messages[0]?.content?.[0]?.text, attempt]);
      return { text: 'I would rather not.' };
    },
    onUnusable: () => (unusable += 1),
  });
  await expect(failed).rejects.toMatchObject({ name: 'UnusableAnswer' });
  expect(asked.map(([, attempt]) => attempt)).toEqual([1, 2]);
  expect(asked[0]?.[0]).not.toBe(asked[1]?.[0]);
  expect(unusable).toBe(1);
});

test('an error of the model is not asked again', async () => {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  };
  await expect(recommend({ reader, ask })).rejects.toMatchObject({ name: 'ThrottlingException' });
  expect(asked).toBe(1);
});

test('fewer candidates make a shorter prompt, and fewer titles will do', async () => {
  const numbered: number[] = [];
  const ask = async ({ messages }: TitlePrompt) => {
    const text = messages[0]?.content?.[0]?.text ?? '';
    numbered.push(...[...text.matchAll(/^(\d+)\. Title/gm)].map(([, id]) => Number(id)));
    return listed(...numbered.slice(0, 7));
  };
  const { titleIds } = await recommend({ reader, candidates: 14, ask });
  expect(numbered).toHaveLength(14);
  expect(titleIds).toEqual(numbered.slice(0, 7));
});

test('the text of an answer is all of its text blocks', () => {
  const content = [{ text: 'one' }, { toolUse: { toolUseId: 't', name: 'n', input: null } }, { text: 'two' }];
  expect(answerText({ output: { message: { role: 'assistant', content } } })).toBe('one\n\ntwo');
  expect(answerText({ output: undefined })).toBe('');
});
