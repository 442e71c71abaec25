import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openConfiguration } from './open-configuration.js';

describe('a local file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepbreaker-'));
    file = join(folder, 'rules.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** File systems do not tell two writes of one instant apart. */
  const write = async (maintenance_mode_active: boolean, second: number) => {
    await writeFile(file, JSON.stringify({ maintenance_mode_active }));
    await utimes(file, second, second);
  };

  test.each([
    ['a path', (path: string) => path],
    ['a URL', (path: string) => pathToFileURL(path).href],
  ])('%s: a change is seen by the next read', async (_, address) => {
    await write(false, 1);
    const source = await openConfiguration(address(file));
    expect((await source.current()).maintenance_mode_active).toBe(false);
    await write(true, 2);
    expect((await source.current()).maintenance_mode_active).toBe(true);
  });

  test('a file that vanished changes nothing, one that never was is an error', async () => {
    await write(true, 1);
    const source = await openConfiguration(file);
    await source.current();
    await rm(file);
    expect((await source.current()).maintenance_mode_active).toBe(true);
    await expect((await openConfiguration(file)).current()).rejects.toThrow('ENOENT');
  });
});

test('an AppConfig address with other than three parts is refused', async () => {
  await expect(openConfiguration('appconfig://shop/prod')).rejects.toThrow(
    'expected appconfig://APPLICATION/ENVIRONMENT/PROFILE',
  );
});
