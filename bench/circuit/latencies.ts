import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Requests at a steady rate, sent each millisecond as many as are due, whether the others were answered or not: their
 * latencies in milliseconds.
 */
export async function paced(perSecond: number, seconds: number, request: () => Promise<unknown>): Promise<number[]> {
  const latencies: number[] = [];
  const underWay: Promise<void>[] = [];
  const timed = async () => {
    const begin = performance.now();
    await request();
    latencies.push(performance.now() - begin);
  };
  const begin = performance.now();
  for (let sent = 0; sent < perSecond * seconds; await sleep(1)) {
    const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - begin) / 1_000) * perSecond));
    for (; sent < due; sent += 1) underWay.push(timed());
  }
  await Promise.all(underWay);
  return latencies;
}

/** The value that a share of all values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** `p50 0.12 ms, p99 0.80 ms, longest 4.10 ms` */
export const latencyText = (values: readonly number[]): string =>
  `p50 ${ms(quantile(values, 0.5))}, p99 ${ms(quantile(values, 0.99))}, longest ${ms(quantile(values, 1))}`;

export const ms = (value: number): string => `${value.toFixed(2)} ms`;
