import type { RateLimit } from '../resilience/rate-limit/rate-limit.js';
import type { BedrockClient } from './bedrock-client.js';

/** A client whose calls wait for their turn. Their retries do not: the retry budget bounds those. */
export const withRateLimit = (bedrock: BedrockClient, limit: RateLimit): BedrockClient => ({
  async converse(call) {
    await limit.turn();
    return bedrock.converse(call);
  },
  destroy: () => bedrock.destroy(),
});
