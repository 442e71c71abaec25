import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EventKind } from './event-kind.js';
import { History } from './history.js';

const STARTED: EventKind = { type: 'ExecutionStarted' };
const ENTERED: EventKind = { type: 'PassStateEntered', name: 'A' };
const SUCCEEDED: EventKind = { type: 'ExecutionSucceeded' };

describe('History', () => {
  test('numbers events from 1, and gives them back', () => {
    const history = new History(10, 1000);
    expect(history.add(STARTED, 0, 1000)).toBe(1);
    expect(history.end(SUCCEEDED, 1, 1250, { a: 1 })).toBe(2);
    expect(history.length).toBe(2);
    expect(history.record(1)).toMatchObject({ type: 'ExecutionStarted', previous: 0, at: 1000 });
    expect(history.record(2)).toMatchObject({ type: 'ExecutionSucceeded', previous: 1, at: 1250, value: { a: 1 } });
  });

  test.each([0, 3, Number.NaN])('has no event %d', (id) => {
    const history = new History(10, 0);
    history.add(STARTED, 0, 0);
    history.add(ENTERED, 0, 0);
    expect(() => history.record(id)).toThrow(`There is no event ${id}: the history has the events 1 to 2`);
  });

  test('keeps the last event for the end of the execution', () => {
    const history = new History(3, 0);
    history.add(STARTED, 0, 0);
    history.add(ENTERED, 0, 0);
    expect(history.overflowed).toBe(false);
    expect(history.add(ENTERED, 2, 0)).toBe(2);
    expect(history.overflowed).toBe(true);
    expect(history.end({ type: 'ExecutionFailed' }, 2, 0, undefined)).toBe(3);
  });

  test('gives back exactly what was added, whatever an event follows, whenever it happens, whatever it tells', () => {
    const event = fc.record({
      kind: fc.constantFrom<EventKind>(STARTED, ENTERED, {
        type: 'TaskStarted',
        task: { resource: 'r', resourceType: 't' },
      }),
      // How far back the event is that it follows; how much time has gone by: clocks of machines are set back, too.
      back: fc.nat(5),
      passed: fc.constantFrom(0, 0, 0, 1, 60_000, -5, 0.25),
      value: fc.constantFrom(undefined, null, 0, 'text', { a: 1 }),
      detail: fc.constantFrom(undefined, undefined, new Map([['x', 1]]), { error: 'E', cause: undefined }),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const history = new History(1000, 5000);
        let now = 5000;
        const records = events.map(({ kind, back, passed, value, detail }, index) => {
          const previous = Math.max(0, index - back);
          now += passed;
          history.add(kind, previous, now, value, detail);
          return { ...kind, previous, at: now, value, detail };
        });
        expect(records.map((_, index) => history.record(index + 1))).toEqual(records);
        expect(history.latest).toBe(now);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
