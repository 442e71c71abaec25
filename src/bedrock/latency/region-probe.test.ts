import { afterEach, describe, expect, test } from '@jest/globals';
import type { FaultKind } from '../../local/bedrock/index.js';
import { type VirtualBedrock, virtualBedrock } from '../../local/bedrock/virtual-bedrock.fixture.js';
import { createRegionProbe, type RegionProbe } from './region-probe.js';

let bedrock: VirtualBedrock;
let probe: RegionProbe;
afterEach(async () => {
  probe.destroy();
  await bedrock.close();
});

const start = async (error?: FaultKind) => {
  bedrock = await virtualBedrock({
    latency: { medianMs: 640, sigma: 0 },
    ...(error && { faults: [{ from: 0, to: Infinity, error }] }),
  });
  probe = createRegionProbe({ clock: bedrock.clock });
};
const measure = () => bedrock.asHandler(() => probe.measure({ region: 'us-west-2', modelId: 'model' }));

describe('a probe', () => {
  test('is the time to the first token, and connections serve again', async () => {
    await start();
    expect([await measure(), await measure()]).toEqual([640, 640]);
    expect(bedrock.calls).toMatchObject([{ region: 'us-west-2', status: 200 }, { status: 200 }]);
  });

  test.each([
    ['throttled', 'ThrottlingException'],
    ['unavailable', 'ServiceUnavailableException'],
    ['dropped', 'ConnectionError'],
    ['slow', 'ModelTimeoutException'],
  ] as const)('%s: it asks once', async (fault, name) => {
    await start(fault);
    await expect(measure()).rejects.toMatchObject({ name });
    expect(bedrock.calls).toHaveLength(1);
  });

  test('gives a region up after 10 s', async () => {
    await start('slow');
    await expect(measure()).rejects.toThrow('No answer within 10000 ms.');
    expect(bedrock.elapsed()).toBe(10_000);
  });

  test('has credentials of its own', async () => {
    await start();
    const asked: string[] = [];
    const denied = createRegionProbe({
      clock: bedrock.clock,
      credentials: async () => {
        asked.push('probe role');
        throw Object.assign(new Error('The role may not be assumed.'), { name: 'AccessDenied' });
      },
    });
    await expect(bedrock.asHandler(() => denied.measure({ region: 'us-west-2', modelId: 'model' }))).rejects.toThrow(
      'The role may not be assumed.',
    );
    expect(asked).toEqual(['probe role']);
    expect(bedrock.calls).toEqual([]);
    denied.destroy();
  });
});
