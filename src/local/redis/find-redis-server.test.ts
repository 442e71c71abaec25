import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findRedisServer } from './find-redis-server.js';

describe('where a redis-server is looked for', () => {
  let folder: string;
  const program = (...path: string[]) => {
    const file = join(folder, ...path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o755);
    return file;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'stepbreaker-find-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('REDIS_SERVER comes first, and must be one', async () => {
    const path = program('own', 'my-redis');
    program('both', 'redis-server');
    const environment = { REDIS_SERVER: path, PATH: join(folder, 'both') };
    expect(await findRedisServer({ environment })).toEqual({ path, environment: {} });
    await expect(findRedisServer({ environment: { REDIS_SERVER: folder } })).rejects.toThrow(
      `REDIS_SERVER is ${folder}, expected the path of a redis-server.`,
    );
  });

  test('then the PATH, with Valkey as well', async () => {
    const path = program('valkey', 'valkey-server');
    const environment = { PATH: `${join(folder, 'nothing')}:${join(folder, 'valkey')}` };
    expect(await findRedisServer({ environment })).toEqual({ path, environment: {} });
  });

  test('then the fetched copy, with its libraries', async () => {
    const path = program('cache', 'root', 'usr', 'bin', 'redis-server');
    program('cache', 'root', 'usr', 'lib', 'x86_64-linux-gnu', 'liblzf.so.1');
    const found = await findRedisServer({ environment: { PATH: '' }, cacheFolder: join(folder, 'cache') });
    expect(found.path).toBe(path);
    expect(found.environment['LD_LIBRARY_PATH']?.split(':')).toContain(
      join(folder, 'cache', 'root', 'usr', 'lib', 'x86_64-linux-gnu'),
    );
  });
});
