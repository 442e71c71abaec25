import { describe, expect, test } from '@jest/globals';
import { recommendationEntry } from './recommendation/recommendation-entry.js';
import { memoryRecommendationCache } from './recommendation/recommendation-cache.js';
import { realTime } from '../src/resilience/clock.js';
import { createHandler, type ListActiveReadersDependencies } from './list-active-readers.js';
import { recording } from './recording.fixture.js';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 0, 1, 12);
const clock = { ...realTime, now: () => NOW, sleep: async () => {} };
const generated = (readerId: string, minutesAgo: number) =>
  recommendationEntry({ readerId, titleIds: [1], tier: 'primary' }, NOW - minutesAgo * MINUTE);
const readers = async () => [
  { userId: 'busy', activity: 9 },
  { userId: 'usual', activity: 5 },
  { userId: 'rare', activity: 1 },
  { userId: 'gone', activity: 0 },
];
const maintenance = {
  current: async () => ({
    cache: { softSeconds: 3_600, serveSeconds: 7_200, serveWithWarningSeconds: 14_400 },
    maintenance_mode_active: true,
  }),
};

const listed = (dependencies: Partial<ListActiveReadersDependencies> = {}) =>
  createHandler({
    readers,
    cache: memoryRecommendationCache([generated('busy', 50), generated('usual', 70)]),
    clock,
    ...recording(),
    ...dependencies,
  });

describe('list-active-readers', () => {
  test('who has no entry, then the oldest; readers without activity never', async () => {
    expect(await listed()({})).toEqual({ items: ['rare', 'usual', 'busy'] });
  });

  test('of the most active so many', async () => {
    expect(await listed()({ limit: 2 })).toEqual({ items: ['usual', 'busy'] });
  });

  test('who was generated in the cycle already is left out', async () => {
    expect(await listed()({ cycleStartedAt: NOW - 60 * MINUTE })).toEqual({ items: ['rare', 'usual'] });
  });

  test('a forced cycle spares nobody that the cycle has not generated', async () => {
    const cache = memoryRecommendationCache([generated('busy', 4), generated('usual', 4), generated('rare', 4)]);
    expect(await listed({ cache })({})).toEqual({ items: [] });
    expect(await listed({ cache })({ forced: true })).toEqual({ items: ['busy', 'usual', 'rare'] });
    expect(await listed({ cache })({ forced: true, cycleStartedAt: NOW - 5 * MINUTE })).toEqual({ items: [] });
  });

  test('in maintenance mode nobody, unless it is forced', async () => {
    const inMaintenance = listed({ configuration: maintenance });
    expect(await inMaintenance({})).toEqual({ items: [] });
    expect((await inMaintenance({ forced: true })).items).toHaveLength(3);
  });

  test('a cache that cannot be read fails it: nobody is generated blindly', async () => {
    const cache = { ...memoryRecommendationCache(), getMany: () => Promise.reject(new Error('connection lost')) };
    await expect(listed({ cache })({})).rejects.toThrow('connection lost');
  });

  test('a cache that is away for a moment is asked again', async () => {
    const memory = memoryRecommendationCache([generated('busy', 50)]);
    let asked = 0;
    const getMany: typeof memory.getMany = (readerIds) =>
      ++asked < 4 ? Promise.reject(new Error('connection lost')) : memory.getMany(readerIds);
    expect(await listed({ cache: { ...memory, getMany } })({})).toEqual({ items: ['usual', 'rare', 'busy'] });
  });

  test('what does not fit into a state is left for the next run, and told', async () => {
    const report = recording();
    const many = async () =>
      Array.from({ length: 2_000 }, (_, index) => ({ userId: `${'x'.repeat(120)}${index}`, activity: 1 }));
    const { items } = await listed({ readers: many, ...report })({ limit: 2_000 });
    expect(items.length).toBeLessThan(2_000);
    expect(report.lines.join()).toContain(`"left":${2_000 - items.length}`);
  });
});
