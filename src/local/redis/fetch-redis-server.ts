import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RedisBinary } from './redis-binary.js';

const run = promisify(execFile);
/** Debian's mirrors may be slow; a minute and a half is a fault. */
const TIME_LIMIT_MS = 90_000;

/** Debian's `redis-server` is a link to a program of `redis-tools`. */
const PACKAGES = ['redis-server', 'redis-tools'];
/** The C library of the machine must stay the one in use. */
const LIBRARIES = /^(lib(?!c6\b)|lua)/;

/** The copy that an earlier {@link fetchRedisServer} left in the folder. */
export function fetchedRedisServer(folder: string): RedisBinary | undefined {
  const root = join(folder, 'root');
  const path = join(root, 'usr', 'bin', 'redis-server');
  if (!existsSync(path)) return undefined;
  const libraries = ['lib', join('usr', 'lib')]
    .map((each) => join(root, each))
    .filter((each) => existsSync(each))
    .flatMap((each) => [each, ...readdirSync(each).map((name) => join(each, name))]);
  return { path, environment: { LD_LIBRARY_PATH: libraries.join(':') } };
}

/**
 * Fetches `redis-server` and the libraries it needs with Debian's tools, which check the signatures of what they
 * fetch. Nothing is installed and root is not needed; where the machine has no package lists, or old ones, fresh ones
 * are fetched into the folder.
 *
 * @throws Error of the tool that failed; it is not Debian, or there is no mirror
 */
export async function fetchRedisServer(folder: string): Promise<RedisBinary> {
  mkdirSync(folder, { recursive: true });
  // Several processes may fetch at once: each on its own, and the first to be ready is kept.
  const work = mkdtempSync(join(folder, 'fetch-'));
  try {
    const settings = ['-o', 'APT::Sandbox::User='];
    await fetchPackages(work, settings).catch(async () => {
      mkdirSync(join(work, 'lists', 'partial'), { recursive: true });
      const own = [...settings, '-o', `Dir::State::lists=${join(work, 'lists')}`, '-o', `Dir::Cache=${work}`];
      await run('apt-get', [...own, 'update'], { timeout: TIME_LIMIT_MS });
      await fetchPackages(work, own);
    });
    for (const file of readdirSync(work).filter((name) => name.endsWith('.deb')))
      await run('dpkg-deb', ['-x', file, 'root'], { cwd: work, timeout: TIME_LIMIT_MS });
    const fetched = fetchedRedisServer(work);
    if (!fetched) throw new Error(`The packages ${PACKAGES.join(', ')} hold no usr/bin/redis-server.`);
    await run(fetched.path, ['--version'], { env: { ...process.env, ...fetched.environment } });
    if (!existsSync(join(folder, 'root'))) keep(join(work, 'root'), join(folder, 'root'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const kept = fetchedRedisServer(folder);
  if (!kept) throw new Error(`${folder} holds a broken copy of redis-server: delete the folder.`);
  return kept;
}

async function fetchPackages(work: string, settings: readonly string[]): Promise<void> {
  const { stdout } = await run('apt-cache', [...settings, 'depends', ...PACKAGES], { timeout: TIME_LIMIT_MS });
  const needed = [...stdout.matchAll(/^\s+Depends: ([^\s<]+)/gm)].map(([, name = '']) => name);
  const packages = new Set([...PACKAGES, ...needed.filter((name) => LIBRARIES.test(name))]);
  await run('apt-get', [...settings, 'download', ...packages], { cwd: work, timeout: TIME_LIMIT_MS });
}

function keep(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
