import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inlineCommand } from '../../src/local/redis/inline-command.js';
import { startRedisCluster, type RedisCluster } from '../../src/local/redis/index.js';
import { createCircuitBreaker, redisCircuitStore, type RedisCircuitStore } from '../../src/resilience/index.js';
import { eventually } from '../../src/resilience/redis/eventually.fixture.js';

let cluster: RedisCluster;
let store: RedisCircuitStore;
beforeAll(async () => {
  cluster = await startRedisCluster();
  store = await redisCircuitStore({ url: `${cluster.url}?cluster=true` });
});
afterAll(async () => {
  await store.close();
  await cluster.stop();
});

const circuits = Array.from({ length: 12 }, (_, i) => `region-${i}/model`);
const opening = { failureThreshold: 5, resetMs: 30_000 };
const listed = async (of: RedisCircuitStore = store) => {
  const found = [];
  for await (const { circuit, record } of of.list()) found.push([circuit, record.st]);
  return found.sort();
};

test('circuits lie on all nodes, and are listed once each', async () => {
  for (const circuit of circuits) await eventually(() => store.attempt(circuit, ['tripAtOnce'], opening));
  for (const { port } of cluster.nodes) expect(await inlineCommand(port, 'DBSIZE')).not.toBe(':0\r\n');
  expect(await eventually(() => listed())).toEqual(circuits.map((circuit) => [circuit, 'OPEN']).sort());
});

test('a store that was just opened lists them as well', async () => {
  const fresh = await redisCircuitStore({ url: `${cluster.url}?cluster=true` });
  try {
    expect(await eventually(() => listed(fresh))).toHaveLength(circuits.length);
  } finally {
    await fresh.close();
  }
});

test('without one of its nodes callers are let in, and it recovers when the node is back', async () => {
  const [, second] = cluster.nodes;
  await second?.kill();
  for (const circuit of circuits) {
    const breaker = createCircuitBreaker({ store, circuit });
    expect(['answer', 'CircuitOpenError']).toContain(
      await breaker.run(async () => 'answer').catch((error: Error) => error.name),
    );
  }
  await second?.restart();
  // The node comes back empty: its circuits are CLOSED, and open again like any other.
  for (const circuit of circuits) await eventually(() => store.attempt(circuit, ['tripAtOnce'], opening));
  expect(await eventually(() => listed())).toEqual(circuits.map((circuit) => [circuit, 'OPEN']).sort());
});
