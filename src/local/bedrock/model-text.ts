import type { Draw } from './draw.js';

/** What a model is asked, and where. */
export interface ModelQuestion {
  /** Text of the last user message. */
  readonly prompt: string;
  readonly region: string;
  /** As the request names the model: its id, an inference profile's id or an ARN. */
  readonly modelId: string;
}

/**
 * What a model says to a question. Take chance from `draw` alone: `draw('mood') < 0.1` is the same for the same seed, request,
 * region, model and attempt, whatever the order in which requests arrive.
 *
 * @example
 * // A model that is asked for JSON, and now and then forgets it.
 * const answer: ModelText = ({ prompt }, draw) =>
 *   draw('forgetful') < 0.1 ? 'Sure! What would you like?' : JSON.stringify({ words: prompt.split(' ').length });
 */
export type ModelText = (question: ModelQuestion, draw: Draw) => string;

/** How much of a prompt the default answer repeats, in characters. */
const REPEATED = 120;

/** The default: names the model, and repeats how the prompt begins. */
export const repeatedPrompt: ModelText = ({ prompt, modelId }) => {
  const line = prompt.trim().replaceAll(/\s+/g, ' ');
  return `${modelId} was asked: ${line.length > REPEATED ? `${line.slice(0, REPEATED)}…` : line}`;
};

/** What a model says that lost its thread: no answer that anybody could use. */
export const unusableText = (draw: Draw): string =>
  ['I am sorry, I cannot help with that.', '{"answer": [', '{"answer": "see above"}'][
    Math.floor(draw('unusable') * 3)
  ] ?? '';
