import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TimerHeap } from './timer-heap.js';

function drain(heap: TimerHeap): [at: number, sequence: number][] {
  const order: [number, number][] = [];
  for (let timer = heap.first(); timer !== undefined; timer = heap.first()) {
    heap.remove(timer);
    order.push([timer.at, timer.sequence]);
  }
  return order;
}

describe('TimerHeap', () => {
  test('gives timers by time, those of one time by age, whatever is removed in between', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.boolean())), (plan) => {
        const heap = new TimerHeap();
        const timers = plan.map(([at, isKept]) => ({ timer: heap.add(at, () => {}), isKept }));
        for (const { timer, isKept } of timers) if (!isKept) heap.remove(timer);
        const kept = timers
          .filter(({ isKept }) => isKept)
          .map(({ timer }): [number, number] => [timer.at, timer.sequence]);
        expect(drain(heap)).toEqual(kept.toSorted(([at, age], [otherAt, otherAge]) => at - otherAt || age - otherAge));
      }),
      { seed: 1 },
    );
  });

  test('gives those of a lower rank first, at one time', () => {
    const heap = new TimerHeap();
    for (const [at, rank] of [
      [1, 1],
      [1, 0],
      [0, 1],
    ] as const) {
      heap.add(at, () => {}, rank);
    }
    expect(drain(heap)).toEqual([
      [0, 2],
      [1, 1],
      [1, 0],
    ]);
  });

  test('does nothing when a timer is removed twice', () => {
    const heap = new TimerHeap();
    const timer = heap.add(1, () => {});
    heap.add(2, () => {});
    heap.remove(timer);
    heap.remove(timer);
    expect(heap.size).toBe(1);
  });
});
