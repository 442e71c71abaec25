import { afterEach, describe, expect, test } from '@jest/globals';
import type { Fault, FaultKind } from '../local/bedrock/index.js';
import { type VirtualBedrock, virtualBedrock } from '../local/bedrock/virtual-bedrock.fixture.js';
import { type BedrockClient, type BedrockClientOptions, createBedrockClient } from './bedrock-client.js';

const MODEL = 'us.anthropic.claude-sonnet-4';

let bedrock: VirtualBedrock;
let client: BedrockClient;
afterEach(async () => {
  client.destroy();
  await bedrock.close();
});

const start = async (faults: readonly Fault[], options: BedrockClientOptions = {}) => {
  bedrock = await virtualBedrock({ faults });
  client = createBedrockClient({ clock: bedrock.clock, random: () => 1, ...options });
};

const always = (error: FaultKind): Fault => ({ from: 0, to: Infinity, error });

const call = (text = 'Choose.', { region = 'us-east-1', modelId = MODEL, probe = false } = {}) =>
  bedrock.asHandler(() =>
    client.converse({
      region,
      probe,
      key: text,
      input: { modelId, messages: [{ role: 'user', content: [{ text }] }] },
    }),
  );

/** Pauses between the requests, without the 50 to 120 ms that an answer takes, in whole 100 ms. */
const pauses = () =>
  bedrock.calls.slice(1).map((record, index) => Math.floor((record.at - (bedrock.calls[index]?.at ?? 0)) / 100) * 100);

describe('retries, in virtual time', () => {
  test('after 200, 400 and 800 ms at most, then the last error', async () => {
    await start([always('throttled')]);
    await expect(call()).rejects.toMatchObject({ name: 'ThrottlingException', $metadata: { attempts: 4 } });
    expect(pauses()).toEqual([200, 400, 800]);
    expect(bedrock.calls.map((record) => record.attempt)).toEqual([1, 2, 3, 4]);
    expect(new Set(bedrock.calls.map((record) => record.invocationId)).size).toBe(1);
  });

  test('the waits can be set, and fewer of them are fewer retries', async () => {
    await start([always('throttled')], { retryDelaysMs: [1_000, 100] });
    await expect(call()).rejects.toMatchObject({ $metadata: { attempts: 3 } });
    expect(pauses()).toEqual([1_000, 100]);
  });

  test('a probe asks once', async () => {
    await start([always('throttled')]);
    await expect(call('p', { probe: true })).rejects.toMatchObject({ $metadata: { attempts: 1 } });
    expect(bedrock.calls).toHaveLength(1);
  });

  test('full jitter: each pause is drawn between nothing and its ceiling, for the call and the attempt', async () => {
    const keys: string[] = [];
    const random = (key: string) => {
      keys.push(key);
      return 0;
    };
    await start([always('unavailable')], { random });
    await expect(call('r1')).rejects.toMatchObject({ name: 'ServiceUnavailableException' });
    expect(bedrock.elapsed()).toBeLessThan(4 * 120);
    expect(keys).toEqual(['r1#1', 'r1#2', 'r1#3']);
  });

  test('a call that recovers is answered', async () => {
    await start([{ from: 0, to: 300, error: 'unavailable' }]);
    await expect(call()).resolves.toMatchObject({ stopReason: 'end_turn', $metadata: { attempts: 3 } });
  });

  test.each([
    ['throttled', 4],
    ['unavailable', 4],
    ['internal', 3],
    ['timeout', 2],
    ['dropped', 2],
    ['slow', 2],
    ['validation', 1],
  ] as const)('%s: %d requests', async (fault, requests) => {
    await start([always(fault)]);
    await expect(call()).rejects.toThrow();
    expect(bedrock.calls).toHaveLength(requests);
  });
});

describe('the time limit of an attempt', () => {
  test('ends it after 20 s of virtual time, and the retry has its own', async () => {
    await start([always('slow')]);
    await expect(call()).rejects.toMatchObject({
      name: 'ModelTimeoutException',
      message: 'No answer within 20000 ms.',
    });
    expect(bedrock.elapsed()).toBe(20_000 + 200 + 20_000);
    expect(bedrock.calls.map((record) => record.at - bedrock.calls[0]!.at)).toEqual([0, 20_200]);
  });

  test('can be set, and an answer in time disarms it', async () => {
    await start([{ from: 0, to: 1, error: 'slow' }], { attemptTimeoutMs: 60_001 });
    await expect(call()).resolves.toMatchObject({ stopReason: 'end_turn' });
    await bedrock.asHandler(() => bedrock.clock.sleep(10_000));
    expect(bedrock.elapsed()).toBe(70_000);
  });
});

test('a connection that breaks is a ConnectionError', async () => {
  await start([always('dropped')]);
  await expect(call()).rejects.toMatchObject({ name: 'ConnectionError' });
});

describe('the retry budget', () => {
  test('once it is used up, calls fail at their first attempt', async () => {
    await start([always('throttled')]);
    const requests: number[] = [];
    for (let index = 0; index < 6; index += 1) {
      const before = bedrock.calls.length;
      await expect(call(`call ${index}`)).rejects.toThrow('Too many requests');
      requests.push(bedrock.calls.length - before);
    }
    expect(requests).toEqual([4, 4, 4, 2, 1, 1]);
  });

  test('is one per region and model', async () => {
    await start([always('throttled')], { retryBudget: { capacity: 1 } });
    await expect(call()).rejects.toThrow('Too many requests');
    await expect(call('Choose.', { region: 'us-west-2' })).rejects.toThrow('Too many requests');
    await expect(call('Choose.', { modelId: 'haiku' })).rejects.toThrow('Too many requests');
    await expect(call()).rejects.toThrow('Too many requests');
    expect(bedrock.calls.map(({ region, modelId }) => [region, modelId])).toEqual([
      ['us-east-1', MODEL],
      ['us-east-1', MODEL],
      ['us-west-2', MODEL],
      ['us-west-2', MODEL],
      ['us-east-1', 'haiku'],
      ['us-east-1', 'haiku'],
      ['us-east-1', MODEL],
    ]);
  });

  test('successes fill it again', async () => {
    await start(
      [
        { from: 0, to: 1_000, error: 'throttled' },
        { from: 50_000, to: 99_000, error: 'throttled' },
      ],
      { retryBudget: { capacity: 1, successRefund: 0.5 } },
    );
    await expect(call()).rejects.toThrow('Too many requests');
    await bedrock.asHandler(() => bedrock.clock.sleep(1_000));
    await call();
    await call();
    await bedrock.asHandler(() => bedrock.clock.sleep(50_000 - bedrock.elapsed()));
    await expect(call()).rejects.toMatchObject({ $metadata: { attempts: 2 } });
  });
});

test('calls that run at the same time end as they would one by one', async () => {
  const run = async () => {
    await start([always('partial')], { random: () => 0.5 });
    const ended: string[] = [];
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const answer = await call(`call ${index}`);
        ended.push(`${index} at ${bedrock.elapsed()} after ${answer.$metadata.attempts}`);
      }),
    );
    return ended;
  };
  const first = await run();
  client.destroy();
  await bedrock.close();
  expect(await run()).toEqual(first);
});
