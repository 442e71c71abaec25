import { describe, expect, test } from '@jest/globals';
import { admission, askStore, converse, report, type CallOutcome, type StoreRequest } from './circuit-protocol.js';
import { circuitRules } from './circuit-rules.js';
import type { CircuitStore } from './circuit-store.js';
import { parseCircuitConfiguration } from './configuration.js';
import { memoryCircuitStore } from './memory-circuit-store.js';

const rules = circuitRules(parseCircuitConfiguration());

function circuit() {
  const time = { now: () => time.at, at: 1_000_000 };
  const store: CircuitStore = memoryCircuitStore(time);
  let asked = 0;
  const ask = (request: StoreRequest) => {
    asked += 1;
    return askStore(store, 'model', request);
  };
  const call = async (outcome: CallOutcome) => {
    const admitted = await converse(admission(rules, 'me'), ask);
    return admitted.admitted ? await converse(report(rules, admitted, outcome), ask) : admitted;
  };
  return { time, store, call, admitted: () => converse(admission(rules, 'me'), ask), ask, requests: () => asked };
}

describe('a shared circuit', () => {
  test('a healthy call asks once and writes nothing', async () => {
    const { call, store, requests } = circuit();
    expect(await call('succeeded')).toBeUndefined();
    expect(await call('uncounted')).toBeUndefined();
    expect(requests()).toBe(2);
    expect((await store.read('model')).record).toEqual({ st: 'CLOSED', gen: 0 });
  });

  test('five failures open it, one probe after the reset closes it', async () => {
    const { call, time, admitted } = circuit();
    const outcomes = [];
    for (let i = 0; i < 5; i += 1) outcomes.push(await call('counted'));
    expect(outcomes).toEqual(['recordFailure', 'recordFailure', 'recordFailure', 'recordFailure', 'trip']);
    expect(await admitted()).toEqual({ admitted: false, state: 'OPEN', retryInMs: 30_000 });
    time.at += 30_000;
    expect(await admitted()).toMatchObject({ admitted: true, probe: true, generation: 2 });
    expect(await admitted()).toEqual({ admitted: false, state: 'HALF_OPEN', retryInMs: 95_000 });
  });

  test('a failed probe doubles the reset up to 300 s, an exhausted quota takes the longest at once', async () => {
    const { call, time, store } = circuit();
    for (let i = 0; i < 5; i += 1) await call('counted');
    const resets = [];
    for (let i = 0; i < 5; i += 1) {
      const { open_until: due = 0 } = (await store.read('model')).record;
      time.at = due;
      expect(await call('counted')).toBe('probeFailed');
      resets.push((await store.read('model')).record.open_until! - time.at);
    }
    expect(resets).toEqual([60_000, 120_000, 240_000, 300_000, 300_000]);
    const daily = circuit();
    expect(await daily.call('exhausted')).toBe('tripAtOnce');
    expect((await daily.store.read('model')).record.open_until).toBe(1_300_000);
  });

  test('a late report of an older generation is dropped', async () => {
    const { call, admitted, ask, store } = circuit();
    const old = await admitted();
    for (let i = 0; i < 5; i += 1) await call('counted');
    const open = (await store.read('model')).record;
    if (!old.admitted) throw new Error('expected to be admitted');
    expect(await converse(report(rules, old, 'counted'), ask)).toBeUndefined();
    expect(await converse(report(rules, old, 'exhausted'), ask)).toBeUndefined();
    expect((await store.read('model')).record).toEqual(open);
  });

  test('an inconclusive probe leaves the next one due at once', async () => {
    const { call, time, admitted } = circuit();
    for (let i = 0; i < 5; i += 1) await call('counted');
    time.at += 30_000;
    expect(await call('uncounted')).toBe('probeInconclusive');
    expect(await admitted()).toMatchObject({ admitted: true, probe: true });
  });
});
