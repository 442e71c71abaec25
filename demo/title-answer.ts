import type { ModelText } from '../src/local/bedrock/index.js';

/** How many titles are recommended when the prompt names no number. */
const DEFAULT_COUNT = 10;

/** Shares of answers with something odd about them, as real models give. */
const CHANCE = { talkative: 0.2, invented: 0.1 } as const;

/** No catalogue is that large. */
const INVENTED_TITLE = 987_654_321;

/**
 * What a model of the local Bedrock says to the example's prompt: a JSON object with titles from the prompt's numbered list
 * (`12. The title`). Some answers have text around the object, some name one title that is in no list.
 */
export const titleAnswer: ModelText = ({ prompt }, draw) => {
  const candidates = Array.from(prompt.matchAll(/^(\d+)[.)] /gm), ([, number]) => Number(number));
  const count = Number(/\b[Cc]hoose (\d+)\b/.exec(prompt)?.[1] ?? DEFAULT_COUNT);
  const titleIds = candidates
    .map((titleId) => ({ titleId, rank: draw(`title ${titleId}`) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ titleId }) => titleId);
  if (titleIds.length > 0 && draw('invented') < CHANCE.invented) titleIds[titleIds.length - 1] = INVENTED_TITLE;
  const json = JSON.stringify({ titleIds });
  return draw('talkative') < CHANCE.talkative ? `Here is what I would read next:\n\n${json}\n\nEnjoy!` : json;
};
