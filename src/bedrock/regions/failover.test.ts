import { afterEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../local/bedrock/index.js';
import { type VirtualBedrock, virtualBedrock } from '../../local/bedrock/virtual-bedrock.fixture.js';
import { type BedrockClient, createBedrockClient } from '../bedrock-client.js';
import { parseApplicationConfiguration } from '../../resilience/configuration/index.js';
import { seededRandom } from '../../resilience/seeded-random.js';
import { memoryLiveSignals } from '../../resilience/regions/memory-live-signals.js';
import { createMultiRegionBedrockClient, type RegionalAnswer } from './multi-region-bedrock-client.js';
import { createRegionHealth } from '../../resilience/regions/region-health.js';

const BLOCKED = 'us-east-1';
const NEXT = 'us-west-2';
const TASKS = 10;
const REQUESTS = 300;
const EVERY_MS = 250;
/** The region is blocked at a third of the drill, and is back a while before its cool-down is over. */
const FROM_MS = 25_000;
const TO_MS = 200_000;
const COOLDOWN_MS = 300_000;

let bedrock: VirtualBedrock;
let clients: BedrockClient[] = [];
afterEach(async () => {
  for (const client of clients) client.destroy();
  clients = [];
  await bedrock.close();
});

/** Ten tasks that share nothing but the signals, and a request every 250 ms for one or the other of them. */
async function drill(fault: Omit<Fault, 'from' | 'to'>) {
  bedrock = await virtualBedrock({ faults: [{ ...fault, from: FROM_MS, to: TO_MS }], seed: 5 });
  const { clock } = bedrock;
  const signals = memoryLiveSignals(clock);
  const rules = parseApplicationConfiguration();
  const random = seededRandom(9);
  /** When a task knew for the first time, in milliseconds since the start. */
  let known = Infinity;
  const fleet = Array.from({ length: TASKS }, () => {
    const health = createRegionHealth({ signals, clock });
    const client = createBedrockClient({ clock, random });
    clients.push(client);
    return createMultiRegionBedrockClient({
      bedrock: client,
      configuration: { current: async () => rules },
      health: {
        ...health,
        async report(...reported) {
          known = Math.min(known, bedrock.elapsed());
          await health.report(...reported);
        },
      },
      random,
      clock,
    });
  });
  const ask = (index: number) =>
    bedrock.asHandler(async () => {
      const input = { messages: [{ role: 'user' as const, content: [{ text: `Request ${index}` }] }] };
      const began = clock.now();
      const answer = await fleet[index % TASKS]!.converse({ tier: 'primary', key: `request ${index}`, input }).catch(
        () => undefined,
      );
      return { answer, tookMs: clock.now() - began };
    });

  const startedAt = clock.now();
  const served = await Promise.all(
    Array.from({ length: REQUESTS }, (_, index) =>
      bedrock.asHandler(() => clock.sleep(index * EVERY_MS)).then(() => ask(index)),
    ),
  );
  return { served, ask, knownAt: () => startedAt + known, blockedAt: startedAt + FROM_MS, startedAt };
}

const quantile = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * share) - 1]!;

describe.each(['unavailable', 'dropped'] as const)('failover drill, %s', (error) => {
  test('the first failure moves all tasks, hardly anybody notices, and the region is back after its cool-down', async () => {
    const { served, ask, knownAt, blockedAt, startedAt } = await drill({ error, region: BLOCKED });
    const answers = served.flatMap(({ answer }): RegionalAnswer[] => (answer ? [answer] : []));
    expect(answers.length / REQUESTS).toBeGreaterThan(0.99);
    expect(
      quantile(
        served.map(({ tookMs }) => tookMs),
        0.99,
      ),
    ).toBeLessThan(4_500);

    // No call begins once one task knows; retries of calls on their way, and the question to the other model,
    // end soon after.
    const canaries = 0.03 * REQUESTS;
    const toBlocked = bedrock.calls.filter(({ region }) => region === BLOCKED);
    expect(
      toBlocked.filter(({ at, attempt, modelId }) => at > knownAt() && attempt === 1 && modelId.includes('sonnet')),
    ).toEqual([]);
    expect(toBlocked.filter(({ at }) => at > blockedAt + 30_000)).toEqual([]);
    const toNext = bedrock.calls.filter(({ region }) => region === NEXT);
    expect(toNext.filter(({ at }) => at < blockedAt).length).toBeLessThan(canaries);
    expect(toNext.filter(({ at }) => at >= blockedAt).length).toBeGreaterThan(0.6 * REQUESTS);
    expect(answers.filter(({ mode }) => mode === 'fallback').every(({ slaWindowMs }) => slaWindowMs === 4_500)).toBe(
      true,
    );

    // Back for a while, and still left alone; then the cool-down ends and it is called again.
    const later = async (ms: number) => {
      await bedrock.asHandler(() => bedrock.clock.sleep(startedAt + ms - bedrock.clock.now()));
      return (await ask(REQUESTS)).answer?.region;
    };
    expect(await later(TO_MS + 1_000)).toBe(NEXT);
    expect(await later(knownAt() - startedAt + COOLDOWN_MS + 5_000)).toBe(BLOCKED);
  });
});
