import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type VirtualBedrock, virtualBedrock } from '../../src/local/bedrock/virtual-bedrock.fixture.js';
import { parseApplicationConfiguration, type ApplicationOptions } from '../../src/resilience/configuration/index.js';
import { memoryRateLimitStore } from '../../src/resilience/rate-limit/memory-rate-limit-store.js';
import { recording } from '../recording.fixture.js';
import { batchBedrock } from './batch-bedrock.js';

let bedrock: VirtualBedrock;
beforeEach(async () => {
  bedrock = await virtualBedrock({ latency: { medianMs: 0 } });
});
afterEach(() => bedrock.close());

const start = (options: ApplicationOptions | Error) => {
  const report = recording();
  const { clock } = bedrock;
  const turns = memoryRateLimitStore(clock);
  const current = async () => {
    if (options instanceof Error) throw options;
    return parseApplicationConfiguration(options);
  };
  const execution = () => batchBedrock({ configuration: { current }, turns, clock, random: () => 1, ...report });
  const call = (client: ReturnType<typeof execution>) =>
    bedrock.asHandler(() =>
      client.converse({
        region: 'us-east-1',
        input: { modelId: 'model', messages: [{ role: 'user', content: [{ text: 'Hello' }] }] },
        key: 'a call',
      }),
    );
  return { ...report, execution, call };
};

test('executions share one rate: calls wait for their turn, and one that is too far away is refused', async () => {
  const rateLimit = { requestsPerSecond: 1, burst: 2, maxWaitMs: 2_000 };
  const { execution, call, metricNames } = start({ rateLimit });
  const [one, other] = [execution(), execution()];
  const began = bedrock.clock.now();
  const ended = await Promise.allSettled([one, other, one, other, one].map(call));
  expect(ended.map(({ status }) => status)).toEqual([...Array(4).fill('fulfilled'), 'rejected']);
  expect(ended.at(-1)).toMatchObject({ reason: { name: 'TooManyRequestsException' } });
  const at = bedrock.calls.map((made) => Math.round((made.at - began) / 1_000));
  expect(at).toEqual([0, 0, 1, 2]);
  expect(metricNames().sort()).toEqual(['RateLimitWait', 'RateLimitWait', 'RateLimited']);
});

test('a configuration that cannot be read stops nobody, and a warning tells', async () => {
  const { execution, call, lines } = start(new Error('AppConfig is away'));
  await expect(call(execution())).resolves.toMatchObject({ stopReason: 'end_turn' });
  expect(lines.join()).toContain('The configuration could not be read');
});
