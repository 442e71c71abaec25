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

/** The body of a 200 answer. */
export const answerBody: Readonly<Record<ModelOperation, (answer: ModelAnswer) => object>> = {
  converse: ({ prompt, text, latencyMs }) => {
    const [inputTokens, outputTokens] = [tokens(prompt), tokens(text)];
    return {
      output: { message: { role: 'assistant', content: [{ text }] } },
      stopReason: 'end_turn',
      usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
      metrics: { latencyMs: Math.round(latencyMs) },
    };
  },
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
