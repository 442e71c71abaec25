import type { Target } from './outage.js';
import type { Call, ItemResult, RunRecord } from './run-record.js';

export const primary: Target = { region: 'us-east-1', modelId: 'model.large' };

/** A request to the primary target unless told otherwise. */
export const call = (at: number, invocationId: string, status = 200, tier: Call['tier'] = 'primary'): Call => ({
  at,
  tier,
  invocationId,
  status,
});

export const result = (readerId: string, tier: ItemResult['tier'], at: number): ItemResult => ({
  readerId,
  tier,
  titleIds: [1, 2, 3],
  at,
});

/**
 * A small run with everything in it: twelve readers, one a second; the primary model throttles from 4 s to 50 s; five calls fail with two
 * attempts each and open the circuit at 10 s; a probe fails at 40 s, one succeeds at 60 s.
 */
export const smallRun: RunRecord = {
  readerIds: Array.from({ length: 12 }, (_, index) => `r${index}`),
  rejected: [{ file: 'readers.ndjson', line: 7, reason: 'userId is missing' }],
  duplicates: [{ readerId: 'r1', firstLine: 2, lines: [9] }],
  servedBefore: 0,
  results: [
    ...[0, 1, 2, 3].map((index) => result(`r${index}`, 'primary', 1_000 * (index + 1))),
    ...[4, 5, 6].map((index) => result(`r${index}`, 'region', 12_000 + index * 1_000)),
    result('r7', 'cheaper', 20_000),
    result('r8', 'cached', 21_000),
    result('r9', 'static', 22_000),
    result('r10', 'primary', 61_000),
    result('r11', 'primary', 62_000),
  ],
  calls: [
    ...[0, 1, 2, 3].map((index) => call(1_000 * index, `ok${index}`)),
    ...[4, 5, 6, 7, 8].flatMap((second) => [
      call(1_000 * second, `bad${second}`, 429),
      call(1_000 * second + 400, `bad${second}`, 429),
    ]),
    ...[4, 5, 6].map((index) => call(11_000 + index * 1_000, `region${index}`, 200, 'region')),
    call(40_000, 'probe1', 429),
    call(60_000, 'probe2'),
    call(61_000, 'ok11'),
  ],
  outages: [{ from: 4_000, to: 50_000, error: 'throttled', region: primary.region, model: primary.modelId }],
  primary,
  circuit: [
    { state: 'CLOSED', at: 0 },
    { state: 'OPEN', at: 10_000 },
    { state: 'HALF_OPEN', at: 40_000 },
    { state: 'OPEN', at: 40_500 },
    { state: 'HALF_OPEN', at: 60_000 },
    { state: 'CLOSED', at: 60_900 },
  ],
  probes: 2,
  transitions: 26,
  executions: 1,
  duration: 62_000,
  wallDuration: 123.4,
};

/** A run over an empty list. */
export const emptyRun: RunRecord = {
  ...smallRun,
  readerIds: [],
  rejected: [],
  duplicates: [],
  results: [],
  calls: [],
  outages: [],
  circuit: [{ state: 'CLOSED', at: 0 }],
  probes: 0,
  transitions: 4,
  duration: 0,
};
