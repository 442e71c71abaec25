import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { realClock } from '../engine/index.js';
import { startLocalBedrock } from '../local/bedrock/index.js';
import { smokeCheck } from './smoke-check.js';

let bedrock: Awaited<ReturnType<typeof startLocalBedrock>>;
const environment = { ...process.env };
beforeEach(async () => {
  bedrock = await startLocalBedrock({ clock: realClock(), latency: { medianMs: 1 } });
  process.env['AWS_ENDPOINT_URL_BEDROCK_RUNTIME'] = bedrock.url;
  process.env['AWS_REGION'] = 'eu-west-1';
});
afterEach(async () => {
  process.env = { ...environment };
  await bedrock.close();
});

const modelId = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

test('names the region that the SDK found where nobody gave one', async () => {
  expect(await smokeCheck({ modelId })).toEqual({
    healthy: true,
    detail: expect.stringContaining(`${modelId} in eu-west-1 answered within`),
  });
});
