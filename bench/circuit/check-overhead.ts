import { Redis } from 'iovalkey';
import { createCircuitBreaker, redisCircuitStore } from '../../src/resilience/circuit/index.js';
import { latencyText, paced, quantile } from './latencies.js';

const PER_SECOND = 5_000;
const ROUNDS = 5;

/** What a check costs on the healthy path, in turns with a bare GET so that both meet the same machine. */
export async function checkOverhead(url: string): Promise<string[]> {
  const raw = new Redis(url);
  await raw.set('bare', 'x'.repeat(100));
  const store = await redisCircuitStore({ url });
  const breaker = createCircuitBreaker({ store, circuit: 'healthy' });
  const gets: number[] = [];
  const checks: number[] = [];
  await paced(PER_SECOND, 1, () => breaker.admission());
  for (let round = 0; round < ROUNDS; round += 1) {
    gets.push(...(await paced(PER_SECOND, 1, () => raw.get('bare'))));
    checks.push(...(await paced(PER_SECOND, 1, () => breaker.admission())));
  }
  const written = await raw.exists('stepbreaker:{healthy}');
  raw.disconnect();
  await store.close();
  const met = quantile(checks, 0.5) <= 1 && quantile(checks, 0.99) <= 3;
  return [
    `check, ${PER_SECOND} a second   ${latencyText(checks)}   (${met ? 'within' : 'NOT within'} p50 1 ms, p99 3 ms)`,
    `bare GET, the same      ${latencyText(gets)}`,
    `keys written by ${checks.length} checks: ${written}`,
  ];
}
