import { expect, test } from '@jest/globals';
import { recordedTelemetry } from '../telemetry.fixture.js';
import { storeContact } from './store-contact.js';

const down = () => Promise.reject(new RangeError('secret'));

function scene() {
  const time = { at: 1_000_000, now: () => time.at };
  const telemetry = recordedTelemetry();
  return { time, telemetry, contact: storeContact('region/model', time, telemetry) };
}

test('during an outage one at a time tries, ever more seldom, at least once a second', async () => {
  const { time, contact } = scene();
  let tries = 0;
  const gaps: number[] = [];
  let last = time.at;
  for (let ms = 0; ms < 6_000; ms += 1, time.at += 1)
    for (let caller = 0; caller < 3; caller += 1) {
      if (!contact.worthAsking()) continue;
      tries += 1;
      gaps.push(time.at - last);
      last = time.at;
      await contact.reach(down).catch(() => {});
    }
  // Nothing was known to be wrong at first.
  expect(gaps).toEqual([0, 50, 100, 200, 400, 800, 1_000, 1_000, 1_000, 1_000]);
  expect(tries).toBe(10);
});

test('while somebody tries, nobody else does', async () => {
  const { time, contact } = scene();
  await contact.reach(down).catch(() => {});
  time.at += 50;
  expect([contact.worthAsking(), contact.worthAsking()]).toEqual([true, false]);
});

test('an answer ends the outage', async () => {
  const { contact } = scene();
  await contact.reach(down).catch(() => {});
  expect(contact.worthAsking()).toBe(false);
  expect(await contact.reach(async () => 'answer')).toBe('answer');
  expect([contact.worthAsking(), contact.worthAsking()]).toEqual([true, true]);
});

test('the first failure is reported, then every ten seconds with the calls in between; never the message', async () => {
  const { time, contact, telemetry } = scene();
  await expect(contact.reach(down)).rejects.toThrow(RangeError);
  for (let i = 0; i < 100; i += 1) contact.worthAsking();
  expect(telemetry.published).toEqual([
    { name: 'CircuitBreakerUnavailable', value: 1, dimensions: { Circuit: 'region/model' } },
  ]);
  time.at += 10_000;
  await contact.reach(down).catch(() => {});
  expect(telemetry.total('CircuitBreakerUnavailable')).toBe(102);
  expect(telemetry.published).toHaveLength(2);
  expect(telemetry.warnings).toHaveLength(2);
  expect(telemetry.warnings[0]).toMatchObject({ circuit: 'region/model', error: 'RangeError' });
  expect(JSON.stringify(telemetry.warnings)).not.toContain('secret');
});

test('a report has its warning, also when no call tried just then', async () => {
  const { time, contact, telemetry } = scene();
  await contact.reach(down).catch(() => {});
  time.at += 10_000;
  contact.worthAsking();
  expect(contact.worthAsking()).toBe(false);
  expect(telemetry.warnings).toHaveLength(2);
});

test('the calls of an outage that has ended are told with its end, not with the next one', async () => {
  const { time, contact, telemetry } = scene();
  await contact.reach(down).catch(() => {});
  for (let i = 0; i < 7; i += 1) contact.worthAsking();
  await contact.reach(async () => 'answer');
  time.at += 10_000;
  await contact.reach(async () => 'answer');
  expect(telemetry.total('CircuitBreakerUnavailable')).toBe(8);
  expect(telemetry.warnings).toHaveLength(1);
});
