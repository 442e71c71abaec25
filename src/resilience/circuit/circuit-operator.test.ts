import { expect, test } from '@jest/globals';
import { memoryCircuitStore, type CircuitStore } from '../../circuit/index.js';
import { createCircuitOperator } from './circuit-operator.js';

function scene() {
  const time = { at: 1_000_000, now: () => time.at };
  const store = memoryCircuitStore(time);
  const open = () => store.attempt('a', ['tripAtOnce'], { failureThreshold: 5, resetMs: 30_000 });
  return { time, store, open, operator: createCircuitOperator(store) };
}

test('forces, and releases to the state that was there before', async () => {
  const { operator, open } = scene();
  await open();
  expect(await operator.force('a', 'CLOSED')).toMatchObject({ st: 'OPEN', forced: 'CLOSED', gen: 2 });
  expect(await operator.force('a', 'OPEN')).toMatchObject({ st: 'OPEN', forced: 'OPEN', gen: 3 });
  const released = await operator.release('a');
  expect(released).toMatchObject({ st: 'OPEN', gen: 4 });
  expect(released.forced).toBeUndefined();
});

test('an order that is carried out already writes nothing', async () => {
  const { operator, open } = scene();
  expect(await operator.release('a')).toEqual({ st: 'CLOSED', gen: 0 });
  expect(await operator.probeNow('a')).toEqual({ st: 'CLOSED', gen: 0 });
  await open();
  await operator.force('a', 'OPEN');
  expect((await operator.force('a', 'OPEN')).gen).toBe(2);
});

test('failures from before an order count no more, whichever threshold the circuit has', async () => {
  const { operator, store } = scene();
  const failure = { failureThreshold: 10, windowMs: 30_000, resetMs: 30_000 };
  for (let i = 0; i < 9; i += 1) await store.attempt('a', ['recordFailure', 'trip'], failure);
  await operator.force('a', 'CLOSED');
  await operator.release('a');
  expect((await store.attempt('a', ['recordFailure', 'trip'], failure)).applied).toBe('recordFailure');
});

test('makes the probe due at once, and takes it from who holds it', async () => {
  const { operator, open, store } = scene();
  const probe = { owner: 'me', leaseMs: 95_000, failureThreshold: 5 };
  await open();
  expect(await operator.probeNow('a')).toMatchObject({ st: 'OPEN', open_until: 0 });
  expect((await store.check('a', probe)).applied).toBe('acquireProbe');
  await operator.probeNow('a');
  expect((await store.check('a', probe)).applied).toBe('acquireProbe');
});

test('a forced circuit is not probed', async () => {
  const { operator } = scene();
  await operator.force('a', 'OPEN');
  await expect(operator.probeNow('a')).rejects.toThrow(
    'The circuit a is held OPEN by an operator: release it before a probe.',
  );
});

test('a lost race is run again, ten times at most', async () => {
  const { store } = scene();
  let races = 0;
  const contested = (lost: number): CircuitStore => ({
    ...store,
    async attempt(circuit, names, parameters) {
      races += 1;
      if (races <= lost) await store.attempt(circuit, ['force'], { failureThreshold: 5, forced: 'OPEN' });
      return store.attempt(circuit, names, parameters);
    },
  });
  expect((await createCircuitOperator(contested(3)).force('a', 'CLOSED')).forced).toBe('CLOSED');
  expect(races).toBe(4);
  races = 0;
  await expect(createCircuitOperator(contested(Infinity)).force('b', 'CLOSED')).rejects.toThrow(
    'force on the circuit b: it changed 10 times between reading and writing. Try again.',
  );
});
