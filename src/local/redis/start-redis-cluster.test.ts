import { expect, test } from '@jest/globals';
import { inlineCommand } from './inline-command.js';
import { startRedisCluster } from './start-redis-cluster.js';

test('three nodes share the slots, and send each other’s callers on', async () => {
  const cluster = await startRedisCluster();
  try {
    const [first, , third] = cluster.nodes;
    const port = first?.port ?? 0;
    expect(await inlineCommand(port, 'CLUSTER COUNTKEYSINSLOT 0')).toBe(':0\r\n');
    // The slot of {a} is 15,495: the last third.
    expect(await inlineCommand(port, 'SET {a}b 1')).toBe(`-MOVED 15495 127.0.0.1:${third?.port}\r\n`);
    expect(await inlineCommand(third?.port ?? 0, 'SET {a}b 1')).toBe('+OK\r\n');
  } finally {
    await cluster.stop();
  }
});
