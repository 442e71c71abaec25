import type { ConverseCommandOutput } from '@aws-sdk/client-bedrock-runtime';
import { parseAnswer, UnusableAnswer } from './answer.js';
import { candidateFinder } from './candidates.js';
import type { Catalogue } from './catalogue.js';
import { recommendationPrompt } from './prompt.js';
import type { Reader } from './reader.js';

/** Titles handed out, and asked for: a model that names a few wrong ones still fills the list. */
const WANTED = 10;
const ASKED = 15;

/** A prompt, as the Converse API takes it. */
export type TitlePrompt = ReturnType<typeof recommendationPrompt>;

/** Titles for one reader. */
export interface TitleRequest<Answer extends { readonly text: string }> {
  readonly reader: Reader;
  /** How many titles the model may choose from. @default 40 */
  readonly candidates?: number;
  /** Puts the prompt to a model; `attempt` is 2 when the first answer could not be used. */
  readonly ask: (prompt: TitlePrompt, attempt: 1 | 2) => Promise<Answer>;
  /** Called with a first answer that could not be used. */
  readonly onUnusable?: () => void;
}

/** What a model recommended, the best first, and the answer it did so with. */
export interface RecommendedTitles<Answer> {
  readonly titleIds: readonly number[];
  readonly answer: Answer;
}

/**
 * Has a model recommend titles. An unusable answer is asked for once more; the second one is final.
 *
 * @throws UnusableAnswer, also for a reader of the whole catalogue; whatever `ask` throws
 */
export type TitleRecommender = <Answer extends { readonly text: string }>(
  request: TitleRequest<Answer>,
) => Promise<RecommendedTitles<Answer>>;

/** Creates a {@link TitleRecommender} for a catalogue, which is indexed once. */
export function titleRecommender(catalogue: Catalogue): TitleRecommender {
  const findCandidates = candidateFinder(catalogue);
  return async ({ reader, candidates: most = 40, ask, onUnusable }) => {
    const candidates = findCandidates(reader, most);
    if (candidates.length === 0)
      throw new UnusableAnswer('The reader has rated the whole catalogue: nothing to choose from.');
    // A reader of nearly everything has few candidates, and a model may get some of them wrong.
    const atLeast = Math.min(WANTED, Math.ceil(candidates.length / 2));
    const recommended = async (attempt: 1 | 2) => {
      const prompt = recommendationPrompt({ reader, catalogue, candidates, count: ASKED, repeated: attempt === 2 });
      const answer = await ask(prompt, attempt);
      return { titleIds: parseAnswer(answer.text, { catalogue, reader, atLeast, atMost: WANTED }), answer };
    };
    try {
      return await recommended(1);
    } catch (error) {
      if (!(error instanceof UnusableAnswer)) throw error;
      onUnusable?.();
      return recommended(2);
    }
  };
}

/** The text of a Converse answer. */
export const answerText = ({ output }: Pick<ConverseCommandOutput, 'output'>): string =>
  output?.message?.content?.map((block) => block.text ?? '').join('\n') ?? '';
