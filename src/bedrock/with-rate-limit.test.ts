import { expect, test } from '@jest/globals';
import { memoryRateLimitStore } from '../resilience/rate-limit/memory-rate-limit-store.js';
import { createRateLimit } from '../resilience/rate-limit/rate-limit.js';
import { scriptedBedrock } from './regions/scripted-bedrock.fixture.js';
import { withRateLimit } from './with-rate-limit.js';

test('a client with a limit calls the model in turn, and not at all when it is refused', async () => {
  const scripted = scriptedBedrock();
  const limit = createRateLimit({
    store: memoryRateLimitStore({ now: () => 0 }),
    rule: () => ({ requestsPerSecond: 10, burst: 1, maxWaitMs: 200 }),
    clock: { sleep: async () => {} },
  });
  const bedrock = withRateLimit(scripted, limit);
  const call = { region: 'us-east-1', key: 'k', input: { modelId: 'm', messages: [] } };
  const ended = await Promise.allSettled(Array.from({ length: 5 }, () => bedrock.converse(call)));
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']);
  expect(scripted.calls).toHaveLength(3);
});
