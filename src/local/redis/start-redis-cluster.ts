import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { inlineCommand } from './inline-command.js';
import { startRedisServer, type RedisServer } from './start-redis-server.js';

/** A cluster of one's own, on this machine's loopback. */
export interface RedisCluster {
  /** Its primaries, each with a part of the slots. */
  readonly nodes: readonly RedisServer[];
  /** The address of the first node, from which clients find the others. */
  readonly url: string;
  stop(): Promise<void>;
}

const SLOTS = 16_384;
const STARTUP_LIMIT_MS = 20_000;
const POLL_MS = 20;

/**
 * Starts a real cluster of primaries without replicas, in a second or two.
 *
 * @throws Error when there is no redis-server, or the nodes do not find each other
 */
export async function startRedisCluster(size = 3): Promise<RedisCluster> {
  const nodes: RedisServer[] = [];
  const stop = async () => void (await Promise.all(nodes.map((node) => node.stop())));
  try {
    const busPorts: number[] = [];
    for (let i = 0; i < size; i += 1) {
      const busPort = await freePort();
      const settings = {
        'cluster-enabled': 'yes',
        'cluster-port': String(busPort),
        'cluster-announce-ip': '127.0.0.1',
      };
      nodes.push(await startRedisServer({ settings }));
      busPorts.push(busPort);
    }
    const first = (node: number): number => Math.floor((node * SLOTS) / size);
    for (const [i, { port }] of nodes.entries()) {
      await inlineCommand(port, `CLUSTER ADDSLOTSRANGE ${first(i)} ${first(i + 1) - 1}`);
      await inlineCommand(nodes[0]?.port ?? port, `CLUSTER MEET 127.0.0.1 ${port} ${busPorts[i]}`);
    }
    for (const end = Date.now() + STARTUP_LIMIT_MS; !(await allAgree(nodes)); await sleep(POLL_MS))
      if (Date.now() > end) throw new Error(`The ${size} nodes found no agreement in ${STARTUP_LIMIT_MS / 1_000} s.`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, url: nodes[0]?.url ?? '', stop };
}

async function allAgree(nodes: readonly RedisServer[]): Promise<boolean> {
  const told = await Promise.all(nodes.map(({ port }) => inlineCommand(port, 'CLUSTER INFO')));
  return told.every(
    (info) => info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${nodes.length}`),
  );
}
