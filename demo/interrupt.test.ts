import { EventEmitter } from 'node:events';
import { expect, jest, test } from '@jest/globals';
import { interruptible } from './interrupt.js';

function fakeProcess() {
  const exit = jest.fn();
  return { target: Object.assign(new EventEmitter(), { exit }) as EventEmitter as NodeJS.Process, exit };
}

test.each(['SIGINT', 'SIGTERM'] as const)('the first %s asks for an end, the second one is an end', (name) => {
  const { target, exit } = fakeProcess();
  const { signal } = interruptible(target);
  expect(signal.aborted).toBe(false);
  target.emit(name);
  expect(signal.aborted).toBe(true);
  expect(exit).not.toHaveBeenCalled();
  target.emit(name);
  expect(exit).toHaveBeenCalledWith(130);
});

test('released, it listens no longer', () => {
  const { target } = fakeProcess();
  const { signal, release } = interruptible(target);
  release();
  target.emit('SIGINT');
  expect(signal.aborted).toBe(false);
});
