import type { StreamEvent } from './event-stream.js';
import type { ModelOperation } from './model-request.js';

/** The facts of an answer, in whichever format it goes out. */
export interface ModelAnswer {
  readonly modelId: string;
  readonly prompt: string;
  readonly text: string;
  readonly latencyMs: number;
}

/** Prose has about four characters a token. */
const tokens = (text: string): number => Math.ceil(text.length / 4);

const figures = ({ prompt, text, latencyMs }: ModelAnswer) => {
  const [inputTokens, outputTokens] = [tokens(prompt), tokens(text)];
  return {
    usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
    metrics: { latencyMs: Math.round(latencyMs) },
  };
};

/** The body of a 200 answer. */
export const answerBody: Readonly<Record<Exclude<ModelOperation, 'converseStream'>, (answer: ModelAnswer) => object>> =
  {
    converse: (answer) => ({
      output: { message: { role: 'assistant', content: [{ text: answer.text }] } },
      stopReason: 'end_turn',
      ...figures(answer),
    }),
    invoke: ({ modelId, prompt, text }) => ({
      id: 'msg_bdrk_local',
      type: 'message',
      role: 'assistant',
      model: modelId,
      content: [{ type: 'text', text }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: { input_tokens: tokens(prompt), output_tokens: tokens(text) },
    }),
  };

/** The same answer as the events of a stream. */
export const answerEvents = (answer: ModelAnswer): readonly StreamEvent[] => [
  { type: 'messageStart', payload: { role: 'assistant' } },
  { type: 'contentBlockDelta', payload: { contentBlockIndex: 0, delta: { text: answer.text } } },
  { type: 'contentBlockStop', payload: { contentBlockIndex: 0 } },
  { type: 'messageStop', payload: { stopReason: 'end_turn' } },
  { type: 'metadata', payload: figures(answer) },
];
