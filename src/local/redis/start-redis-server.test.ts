import { afterEach, describe, expect, test } from '@jest/globals';
import { inlineCommand } from './inline-command.js';
import { startRedisServer, type RedisServer } from './start-redis-server.js';

describe('a Redis of one’s own', () => {
  let server: RedisServer;
  afterEach(() => server.stop());

  test('answers, keeps nothing over a restart, and is gone when stopped', async () => {
    server = await startRedisServer();
    expect(await inlineCommand(server.port, 'SET a 1')).toBe('+OK\r\n');
    await server.restart();
    expect(await inlineCommand(server.port, 'GET a')).toBe('$-1\r\n');
    await server.stop();
    await expect(inlineCommand(server.port, 'PING')).rejects.toThrow('ECONNREFUSED');
  });

  test('is deaf while paused', async () => {
    server = await startRedisServer();
    server.pause();
    await expect(inlineCommand(server.port, 'PING', 50)).rejects.toThrow('PING: no answer in 50 ms');
    server.resume();
    expect(await inlineCommand(server.port, 'PING')).toBe('+PONG\r\n');
  });

  test('is a cluster of one node', async () => {
    server = await startRedisServer({ cluster: true });
    expect(await inlineCommand(server.port, 'CLUSTER KEYSLOT {a}b')).toBe(':15495\r\n');
    expect(await inlineCommand(server.port, 'SET {a}b 1')).toBe('+OK\r\n');
    await server.restart();
    expect(await inlineCommand(server.port, 'SET {a}b 1')).toBe('+OK\r\n');
  });

  test('takes further settings, and says what it did not like', async () => {
    server = await startRedisServer({ settings: { maxmemory: '3mb' } });
    expect(await inlineCommand(server.port, 'CONFIG GET maxmemory')).toContain('3145728');
    await expect(startRedisServer({ settings: { nonsense: 'x' } })).rejects.toThrow(/did not start: [^]*nonsense/);
  });

  test.each([
    ['that is not there', '/nowhere/redis-server', 'ENOENT'],
    ['that is no program', process.cwd(), 'EACCES'],
  ])('a server %s is told with its path and the reason', async (_, path, reason) => {
    const started = startRedisServer({ binary: { path, environment: {} } });
    await expect(started).rejects.toThrow(`${path} did not start: spawn ${path} ${reason}`);
  });
});
