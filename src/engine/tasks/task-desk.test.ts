import { expect, test } from '@jest/globals';
import { skipClock } from '../clock/skip-clock.js';
import { MapRuns } from '../map-runs/map-runs.js';
import { Handlers } from './handlers.js';
import { TaskDesk } from './task-desk.js';

test('answers of one instant are released in the order of their tasks, before time moves', async () => {
  const clock = skipClock({ startAt: 0 });
  const start = (): never => {
    throw new Error('not asked for');
  };
  const desk = new TaskDesk(clock, new Handlers(), { start }, new MapRuns(start, undefined));
  const released: string[] = [];
  const tasks = ['a', 'b', 'c'].map((name) => ({ name, sequence: desk.nextSequence(), release: clock.hold() }));
  clock.timer(1, () => released.push('time moved'));
  for (const { name, sequence, release } of tasks.toReversed()) {
    desk.takeAnswer(sequence, () => released.push(name));
    await new Promise((resolve) => setImmediate(resolve));
    release();
  }
  await new Promise<void>((resolve) => clock.timer(2, resolve));
  expect(released).toEqual(['a', 'b', 'c', 'time moved']);
});
