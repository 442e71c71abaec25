import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type VirtualBedrock, virtualBedrock } from '../local/bedrock/virtual-bedrock.fixture.js';
import { parseApplicationConfiguration } from '../resilience/configuration/index.js';
import { configuredBedrockClient, configuredRetries } from './configured-bedrock-client.js';

let bedrock: VirtualBedrock;
beforeEach(async () => {
  bedrock = await virtualBedrock({ faults: [{ from: 0, to: Infinity, error: 'unavailable' }] });
});
afterEach(() => bedrock.close());

const CALL = {
  region: 'us-east-1',
  input: { modelId: 'model', messages: [{ role: 'user' as const, content: [{ text: 'Hello' }] }] },
  key: 'a call',
};

const start = (retry: object) => {
  const configuration = { rules: parseApplicationConfiguration({ retry }) };
  const client = configuredBedrockClient({ current: async () => configuration.rules }, (rules) => ({
    clock: bedrock.clock,
    random: () => 1,
    ...configuredRetries(rules),
  }));
  const call = () => bedrock.asHandler(() => client.converse(CALL)).catch((error: Error) => error.name);
  return { configuration, client, call };
};

test('as many retries as the configuration has delays, until its budget is used up', async () => {
  const { call } = start({ delaysMs: [100, 100], budget: { capacity: 3 } });
  expect(await call()).toBe('ServiceUnavailableException');
  expect(bedrock.calls).toHaveLength(3);
  await call();
  expect(bedrock.calls).toHaveLength(3 + 2);
  await call();
  expect(bedrock.calls).toHaveLength(3 + 2 + 1);
});

test('new rules hold from the next call on', async () => {
  const { configuration, call } = start({ delaysMs: [] });
  await call();
  expect(bedrock.calls).toHaveLength(1);
  configuration.rules = parseApplicationConfiguration({ retry: { delaysMs: [100] } });
  await call();
  expect(bedrock.calls).toHaveLength(1 + 2);
});

test('a configuration that cannot be read is the error of the call', async () => {
  const broken = { current: () => Promise.reject(new Error('AppConfig is away')) };
  const client = configuredBedrockClient(broken, configuredRetries);
  await expect(client.converse(CALL)).rejects.toThrow('AppConfig is away');
  client.destroy();
});
