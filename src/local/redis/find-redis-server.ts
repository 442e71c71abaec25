import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fetchRedisServer, fetchedRedisServer } from './fetch-redis-server.js';
import type { RedisBinary } from './redis-binary.js';

const NAMES = ['redis-server', 'valkey-server'];

/** Where to look; every field has its default. */
export interface FindRedisServerOptions {
  /** @default process.env */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Where a fetched copy is kept. @default node_modules/.cache/stepbreaker/redis, or ~/.cache/… outside a project */
  readonly cacheFolder?: string;
}

/**
 * Finds a server for tests and demonstrations: what REDIS_SERVER names, else `redis-server` or `valkey-server` on the
 * PATH, else a copy in the cache folder, which Debian's own tools fetch the first time, without root and without
 * installing anything.
 *
 * @throws Error that says how to install one
 */
export async function findRedisServer(options: FindRedisServerOptions = {}): Promise<RedisBinary> {
  const { environment = process.env, cacheFolder = defaultCacheFolder() } = options;
  const named = environment['REDIS_SERVER'];
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) throw new Error(`REDIS_SERVER is ${named}, expected the path of a redis-server.`);
    return { path: named, environment: {} };
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  if (installed !== undefined) return { path: installed, environment: {} };
  const cached = fetchedRedisServer(cacheFolder);
  if (cached) return cached;
  try {
    return await fetchRedisServer(cacheFolder);
  } catch (cause) {
    throw new Error(
      'No redis-server on the PATH, and none could be fetched. Install it (Debian: apt-get install redis-server; ' +
        'macOS: brew install redis), or set REDIS_SERVER to its path.',
      { cause },
    );
  }
}

function defaultCacheFolder(): string {
  const modules = join(process.cwd(), 'node_modules');
  return join(existsSync(modules) ? modules : homedir(), '.cache', 'stepbreaker', 'redis');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
