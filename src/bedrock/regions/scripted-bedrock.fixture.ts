import type { BedrockClient, ModelCall } from '../bedrock-client.js';

/** A client without a network: it answers, or throws what the script says. */
export interface ScriptedBedrock extends BedrockClient {
  readonly calls: readonly ModelCall[];
}

/** @param failure the name of the error that a call ends in, nothing for an answer */
export function scriptedBedrock(failure: (call: ModelCall) => string | undefined = () => undefined): ScriptedBedrock {
  const calls: ModelCall[] = [];
  return {
    calls,
    async converse(call) {
      calls.push(call);
      const name = failure(call);
      if (name !== undefined) throw Object.assign(new Error('scripted'), { name });
      const message = { role: 'assistant' as const, content: [{ text: 'An answer.' }] };
      return { output: { message }, stopReason: 'end_turn', usage: undefined, metrics: undefined, $metadata: {} };
    },
    destroy: () => {},
  };
}
