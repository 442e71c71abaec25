import { beforeEach, describe, expect, test } from '@jest/globals';
import { skipClock } from '../../engine/clock/skip-clock.js';
import { recordedTelemetry } from '../telemetry.fixture.js';
import type { ConfigurationDocument, FetchedDocument } from './configuration-document.js';
import { createConfigurationSource } from './configuration-source.js';

const version = (cooldownSeconds: number): FetchedDocument => ({
  text: JSON.stringify({ regions: { cooldownSeconds } }),
  version: String(cooldownSeconds),
});

let next: FetchedDocument | Error | undefined;
let fetches: number;
beforeEach(() => {
  next = version(100);
  fetches = 0;
});

const start = (document: Partial<ConfigurationDocument> = {}) => {
  const clock = skipClock();
  const telemetry = recordedTelemetry();
  const source = createConfigurationSource(
    {
      url: 'appconfig://shop/prod/rules',
      lookEveryMs: 60_000,
      readsWait: false,
      async fetch() {
        fetches += 1;
        if (next instanceof Error) throw next;
        const fetched = next;
        next = undefined;
        return fetched;
      },
      ...document,
    },
    { clock, telemetry },
  );
  const cooldown = async () => (await source.current()).regions.cooldownSeconds;
  const later = async (ms: number) => {
    const release = clock.hold();
    await clock.sleep(ms);
    release();
  };
  return { cooldown, later, telemetry };
};

/** Lets what goes on beside the reads come to its end. */
const settled = () => new Promise(setImmediate);

describe('a polled document', () => {
  test('is fetched once for reads of the same minute', async () => {
    const { cooldown, later } = start();
    expect(await Promise.all([cooldown(), cooldown()])).toEqual([100, 100]);
    await later(59_999);
    expect(await cooldown()).toBe(100);
    expect(fetches).toBe(1);
  });

  test('is fetched beside a read that is answered with the version known, and seen by the next', async () => {
    const { cooldown, later } = start();
    await cooldown();
    next = version(200);
    await later(60_000);
    expect(await cooldown()).toBe(100);
    await settled();
    expect(await cooldown()).toBe(200);
    expect(fetches).toBe(2);
  });

  test('an unchanged document stays in force', async () => {
    const { cooldown, later, telemetry } = start();
    await cooldown();
    await later(60_000);
    await cooldown();
    await settled();
    expect(await cooldown()).toBe(100);
    expect(telemetry.names()).toEqual([]);
  });
});

describe('the last valid version stays in force', () => {
  test.each([
    ['a document that cannot be fetched', new TypeError('fetch failed'), 'ConfigurationUnavailable'],
    ['an invalid version', version(1), 'ConfigurationRefused'],
    ['a version that is no JSON', { text: '{', version: '7' }, 'ConfigurationRefused'],
  ])('%s', async (_, document, metric) => {
    const { cooldown, later, telemetry } = start();
    await cooldown();
    next = document;
    await later(60_000);
    await cooldown();
    await settled();
    expect(await cooldown()).toBe(100);
    expect(telemetry.names()).toEqual([metric]);
    expect(telemetry.warnings).toMatchObject([{ configuration: 'appconfig://shop/prod/rules' }]);
  });

  test('a request that fails is reported once, however many reads come meanwhile', async () => {
    const { cooldown, later, telemetry } = start();
    await cooldown();
    next = new TypeError('fetch failed');
    await later(60_000);
    await Promise.all([cooldown(), cooldown(), cooldown()]);
    await settled();
    expect(telemetry.names()).toEqual(['ConfigurationUnavailable']);
    expect(telemetry.warnings).toHaveLength(1);
  });

  test('the warning names the field, the range, the value and the version', async () => {
    const { cooldown, telemetry } = start({ readsWait: true, lookEveryMs: 0 });
    await cooldown();
    next = version(1);
    expect(await cooldown()).toBe(100);
    expect(telemetry.warnings).toMatchObject([
      {
        reason:
          'appconfig://shop/prod/rules (version 1): 1 problem in its configuration\n' +
          '  regions.cooldownSeconds: must be an integer in [10, 3600], got 1',
      },
    ]);
  });
});

describe('without any valid version', () => {
  test('reads fail until there is one', async () => {
    next = new TypeError('fetch failed');
    const { cooldown } = start();
    await expect(cooldown()).rejects.toThrow('fetch failed');
    next = undefined;
    await expect(cooldown()).rejects.toThrow('there is no configuration');
    next = version(1);
    await expect(cooldown()).rejects.toThrow('regions.cooldownSeconds');
    await expect(cooldown()).rejects.toThrow('regions.cooldownSeconds');
    next = version(300);
    expect(await cooldown()).toBe(300);
  });
});
