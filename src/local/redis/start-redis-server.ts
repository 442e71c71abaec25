import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRedisServer } from './find-redis-server.js';
import { freePort } from './free-port.js';
import { inlineCommand } from './inline-command.js';
import type { RedisBinary } from './redis-binary.js';

/** How a server is started. */
export interface RedisServerOptions {
  /** @default any that is free */
  readonly port?: number;
  /** A cluster of this one node, which serves all slots. @default false */
  readonly cluster?: boolean;
  /** Further settings of redis.conf, such as `{ maxmemory: '2mb' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** @default {@link findRedisServer} */
  readonly binary?: RedisBinary;
}

/** A server of one's own, on this machine's loopback. */
export interface RedisServer {
  readonly port: number;
  /** `redis://127.0.0.1:<port>` */
  readonly url: string;
  /** Ends it as a power cut would: all data and connections are gone. It stays startable. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port; kills it before if it runs. */
  restart(): Promise<void>;
  /** Stops it in its tracks: connections stay open, nothing is answered. */
  pause(): void;
  resume(): void;
  /** Ends it for good and deletes its folder. */
  stop(): Promise<void>;
}

const STARTUP_LIMIT_MS = 20_000;
const POLL_MS = 10;

/**
 * Starts a real Redis for tests and demonstrations: loopback only, nothing is persisted, its folder is temporary. It
 * ends with this process at the latest.
 *
 * @throws Error when there is no redis-server, or it does not come up, with what it said
 */
export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const { cluster = false, settings = {} } = options;
  const binary = options.binary ?? (await findRedisServer());
  const [port, busPort] = await Promise.all([options.port ?? freePort(), freePort()]);
  const folder = mkdtempSync(join(tmpdir(), 'stepbreaker-redis-'));
  const configuration: Record<string, string> = {
    port: String(port),
    bind: '127.0.0.1',
    save: '',
    appendonly: 'no',
    dir: folder,
    // A node that has met no other does not know its own address, and clients do not guess it.
    ...(cluster && {
      'cluster-enabled': 'yes',
      'cluster-port': String(busPort),
      'cluster-announce-ip': '127.0.0.1',
    }),
    ...settings,
  };
  const parameters = Object.entries(configuration).flatMap(([name, value]) => [`--${name}`, value]);
  let child: ChildProcess | undefined;
  const endWithUs = () => child?.kill('SIGKILL');
  process.once('exit', endWithUs);

  async function start(): Promise<void> {
    const started = spawn(binary.path, parameters, {
      env: { ...process.env, ...binary.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    let said = '';
    for (const output of [started.stdout, started.stderr])
      output.on('data', (data: Buffer) => {
        said = `${said}${data.toString()}`.slice(-2_000);
      });
    await once(started, 'spawn').catch((cause: Error) => {
      throw new Error(`${binary.path} did not start: ${cause.message}`, { cause });
    });
    for (const end = Date.now() + STARTUP_LIMIT_MS; ; await sleep(POLL_MS)) {
      if (started.exitCode !== null) throw new Error(`${binary.path} did not start: ${said}`);
      if (await isUp(port, cluster)) return;
      if (Date.now() > end)
        throw new Error(`${binary.path} did not answer within ${STARTUP_LIMIT_MS / 1_000} s: ${said}`);
    }
  }

  async function kill(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  const stop = async () => {
    process.off('exit', endWithUs);
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };

  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    kill,
    restart: async () => {
      await kill();
      await start();
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    stop,
  };
}

async function isUp(port: number, cluster: boolean): Promise<boolean> {
  try {
    if (!(await inlineCommand(port, 'PING')).startsWith('+PONG')) return false;
    if (!cluster) return true;
    if ((await inlineCommand(port, 'CLUSTER INFO')).includes('cluster_state:ok')) return true;
    // Refused when they are its own already: then it needs a moment more.
    await inlineCommand(port, 'CLUSTER ADDSLOTSRANGE 0 16383');
    return false;
  } catch {
    return false;
  }
}
