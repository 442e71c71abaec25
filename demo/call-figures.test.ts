import { describe, expect, test } from '@jest/globals';
import { callsSaved, callsWhileOpen, failedCallsBeforeOpen, periodsOf } from './call-figures.js';
import { call, emptyRun, smallRun } from './run-record.fixture.js';

describe('periodsOf', () => {
  test('covers the run without gaps', () => {
    const periods = periodsOf(smallRun.circuit, smallRun.duration);
    expect(periods[0]).toEqual({ state: 'CLOSED', from: 0, to: 10_000 });
    expect(periods.at(-1)).toEqual({ state: 'CLOSED', from: 60_900, to: 62_000 });
    expect(periods.slice(1).every(({ from }, index) => from === periods[index]?.to)).toBe(true);
  });
});

describe('callsWhileOpen', () => {
  test('neither the failures before it opened nor the probes count', () => {
    expect(callsWhileOpen(smallRun)).toBe(0);
  });

  test('a request to the open target counts, one to another target does not', () => {
    const late = [call(10_000, 'late'), call(39_999, 'late'), call(20_000, 'x', 200, 'region')];
    expect(callsWhileOpen({ ...smallRun, calls: [...smallRun.calls, ...late] })).toBe(2);
  });
});

describe('failedCallsBeforeOpen', () => {
  test('counts calls, not attempts', () => {
    expect(failedCallsBeforeOpen(smallRun)).toBe(5);
  });

  test('counts back until nothing had failed for as long as the window', () => {
    const later = (milliseconds: number) => ({
      ...smallRun,
      circuit: smallRun.circuit.map(({ state, at }) => ({ state, at: at === 0 ? 0 : at + milliseconds })),
      calls: [
        call(100, 'early', 500),
        ...smallRun.calls.map((request) => ({ ...request, at: request.at + milliseconds })),
      ],
    });
    expect(failedCallsBeforeOpen(later(0))).toBe(6);
    expect(failedCallsBeforeOpen(later(25_000))).toBe(6);
    expect(failedCallsBeforeOpen(later(30_000))).toBe(5);
  });

  test('a call that succeeds at its second attempt has not failed, one that succeeds in between ends nothing', () => {
    const calls = [call(7_900, 'saved', 429), call(7_950, 'saved', 200)];
    const ordered = [...smallRun.calls, ...calls].toSorted((a, b) => a.at - b.at);
    expect(failedCallsBeforeOpen({ ...smallRun, calls: ordered })).toBe(5);
  });

  test('is 0 when the circuit never opened, or was open from the start', () => {
    expect(failedCallsBeforeOpen({ ...smallRun, circuit: [{ state: 'CLOSED', at: 0 }] })).toBe(0);
    expect(failedCallsBeforeOpen({ ...smallRun, circuit: [{ state: 'OPEN', at: 0 }] })).toBe(0);
  });
});

describe('callsSaved', () => {
  test('takes the pace before it opened, bounded by the readers still waiting', () => {
    // 14 requests in 10 s would have been 69 in the 49.5 s it was open; 8 readers with 2 attempts each make 16.
    expect(callsSaved(smallRun)).toBe(16);
    const readerIds = Array.from({ length: 1_000 }, (_, index) => `r${index}`);
    expect(callsSaved({ ...smallRun, readerIds })).toBe(69);
  });

  test('is 0 without an open circuit', () => {
    expect(callsSaved(emptyRun)).toBe(0);
  });
});
