import type { createHandler as cachedRecommendations } from '../../functions/cached-recommendations.js';
import type { createHandler as generateRecommendations } from '../../functions/generate-recommendations.js';
import type { createHandler as staticRecommendations } from '../../functions/static-recommendations.js';
import { defaultModels } from '../../state-machines/recommendation-generation.js';
import { circuitKey, type CircuitStore } from '../../src/circuit/index.js';
import type { Clock } from '../../src/engine/index.js';
import {
  createCircuitBreaker,
  executeWithFallback,
  QUOTA_TROUBLE,
  REGION_TROUBLE,
  seededRandom,
} from '../../src/resilience/index.js';
import type { Tier } from '../run-record.js';

/** What the request path works with. */
export interface RequestPathOptions {
  readonly clock: Clock;
  readonly store: CircuitStore;
  readonly tasks: number;
  /** How long requests come, in milliseconds. */
  readonly duration: number;
  readonly seed: number;
  readonly readerIds: readonly string[];
  readonly generate: ReturnType<typeof generateRecommendations>;
  readonly cached: ReturnType<typeof cachedRecommendations>;
  readonly bestsellers: ReturnType<typeof staticRecommendations>;
  readonly onServed: (tier: Tier) => void;
}

/** What an answer of the table serves further checks, in milliseconds: a read costs time and money. */
const READ_CACHE_MS = 2_000;

/**
 * Sends each task's request a second, whether or not the one before has its answer, as users do. Each task has breakers
 * of its own, which know of the others' only through the store.
 *
 * @returns how many requests there were, once all have their answer
 */
export async function runRequestPath(options: RequestPathOptions): Promise<number> {
  const { clock, store, tasks, duration, seed, readerIds, generate, cached, bestsellers, onServed } = options;
  const random = seededRandom(seed);
  const startedAt = clock.now();

  const breakerOf = (tier: keyof typeof defaultModels, task: number) =>
    createCircuitBreaker({
      store,
      clock,
      circuit: circuitKey(defaultModels[tier]),
      owner: `task-${task}`,
      readCacheMs: READ_CACHE_MS,
    });

  const requests = Array.from({ length: tasks }, (_task, task) => {
    const primary = breakerOf('primary', task);
    const region = breakerOf('region', task);
    const cheaper = breakerOf('cheaper', task);
    return Array.from({ length: Math.floor(duration / 1_000) }, async (_second, second) => {
      const release = clock.hold();
      try {
        const draw = random(`${task} ${second}`);
        await clock.sleep(startedAt + Math.floor((second + draw) * 1_000) - clock.now());
        const readerId = readerIds[Math.floor(draw * readerIds.length)] ?? '';
        const model = (tier: keyof typeof defaultModels) => async (call: { readonly probe: boolean }) =>
          generate({ readerId, tier, target: defaultModels[tier], probe: call.probe });
        const { tier } = await executeWithFallback<unknown>(
          { name: 'primary', breaker: primary, call: model('primary') },
          { name: 'region', breaker: region, call: model('region'), takes: REGION_TROUBLE },
          { name: 'cheaper', breaker: cheaper, call: model('cheaper'), takes: QUOTA_TROUBLE },
          { name: 'cached', call: async () => cached({ readerId }) },
          { name: 'static', call: async () => bestsellers({ readerId }) },
        );
        onServed(tier as Tier);
      } finally {
        release();
      }
    });
  }).flat();
  return (await Promise.all(requests)).length;
}
