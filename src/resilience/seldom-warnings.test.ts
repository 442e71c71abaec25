import { expect, test } from '@jest/globals';
import { seldomWarnings } from './seldom-warnings.js';
import { recordedTelemetry } from './telemetry.fixture.js';

test('a warning is given once in ten seconds, each message for itself; metrics are all published', () => {
  const clock = { at: 1_000_000, now: () => clock.at };
  const recorded = recordedTelemetry();
  const telemetry = seldomWarnings(recorded, clock);
  const call = (message: string) => {
    telemetry.metrics({}, [{ name: 'Unavailable', value: 1 }]);
    telemetry.logger.warn(message, { call: recorded.total('Unavailable') });
  };
  call('signals');
  call('signals');
  call('circuits');
  clock.at += 9_999;
  call('signals');
  clock.at += 1;
  call('signals');
  expect(recorded.warnings).toEqual([
    { message: 'signals', call: 1 },
    { message: 'circuits', call: 3 },
    { message: 'signals', call: 5 },
  ]);
  expect(recorded.total('Unavailable')).toBe(5);
});
