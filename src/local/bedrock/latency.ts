import type { Draw } from './draw.js';

/** How long a healthy model takes: log-normal, as measured latencies of language models nearly are. */
export interface Latency {
  /** Milliseconds. @default 1_200 */
  readonly medianMs?: number;
  /** Standard deviation of the logarithm: 0.35 puts the 99th percentile at 2.3 times the median. @default 0.35 */
  readonly sigma?: number;
}

/** Milliseconds until a healthy answer. */
export function answerLatency({ medianMs = 1_200, sigma = 0.35 }: Latency, draw: Draw): number {
  return inTicks(medianMs * Math.exp(sigma * standardNormal(draw)));
}

/** A latency between two bounds in milliseconds, all equally likely. */
export function latencyBetween(lowMs: number, highMs: number, draw: Draw): number {
  return inTicks(lowMs + (highMs - lowMs) * draw('latency'));
}

/** Box and Muller's transform of two uniform numbers. */
const standardNormal = (draw: Draw): number =>
  Math.sqrt(-2 * Math.log(1 - draw('radius'))) * Math.cos(2 * Math.PI * draw('angle'));

/**
 * Whole 1,024ths of a millisecond. Two calls that begin in one instant hardly ever end in one, and so end in an order
 * that is always the same; and such fractions add up exactly to any epoch time.
 */
const inTicks = (ms: number): number => Math.round(ms * 1_024) / 1_024;
