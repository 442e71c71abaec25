import { expect, test } from '@jest/globals';
import { eventually } from './eventually.fixture.js';
import { failFastRedis } from './fail-fast-redis.js';
import type { RedisClient } from './redis-client.js';

/** A client whose server is up, down or dumb. */
class ScriptedClient implements RedisClient {
  status: string;
  server: 'up' | 'down' | 'dumb' = 'up';
  readonly asked: string[] = [];

  constructor(status: string) {
    this.status = status;
  }

  private answer(command: string): Promise<unknown> {
    this.asked.push(command);
    if (this.server === 'dumb') return new Promise(() => {});
    return this.server === 'up' ? Promise.resolve(command) : Promise.reject(new Error('ECONNREFUSED'));
  }
  async connect(): Promise<void> {
    await this.answer('connect');
    this.status = 'ready';
  }
  disconnect(): void {
    this.asked.push('disconnect');
  }
  ping = () => this.answer('ping');
  evalsha = () => this.answer('evalsha');
  eval = () => this.answer('eval');
  get = async () => null;
  set = () => this.answer('set');
  scan = async (): Promise<[string, string[]]> => ['0', []];
}

const evaluate = (client: RedisClient) => client.evalsha('sha', 0);

test('commands that come together while nothing is connected share one connection', async () => {
  const client = new ScriptedClient('wait');
  const redis = failFastRedis(client, 1_000);
  await Promise.all([redis.send(evaluate), redis.send(evaluate)]);
  expect(client.asked).toEqual(['connect', 'evalsha', 'evalsha']);
});

test('after a failure nothing is sent but pings, until one is answered', async () => {
  const client = new ScriptedClient('ready');
  const redis = failFastRedis(client, 1_000);
  client.server = 'down';
  await expect(redis.send(evaluate)).rejects.toThrow('Redis is unreachable');
  for (let i = 0; i < 100; i += 1) await expect(redis.send(evaluate)).rejects.toThrow('Redis is still unreachable');
  expect(client.asked).toEqual(['evalsha']);
  client.server = 'up';
  expect(await eventually(() => redis.send(evaluate))).toBe('evalsha');
  expect(client.asked).toEqual(['evalsha', 'ping', 'evalsha']);
});

test('a client that has given up is connected again', async () => {
  const client = new ScriptedClient('ready');
  const redis = failFastRedis(client, 1_000);
  client.server = 'down';
  await expect(redis.send(evaluate)).rejects.toThrow('Redis is unreachable');
  client.status = 'end';
  client.server = 'up';
  await eventually(() => redis.send(evaluate));
  expect(client.asked).toEqual(['evalsha', 'connect', 'ping', 'evalsha']);
});

test('a connection on which nothing comes back is replaced', async () => {
  const client = new ScriptedClient('ready');
  const redis = failFastRedis(client, 20);
  client.server = 'dumb';
  await expect(redis.send(evaluate)).rejects.toThrow('Redis did not answer within 20 ms');
  await eventually(async () => expect(client.asked).toContain('disconnect'));
  redis.close();
});

test('an error that the server answers with is no outage', async () => {
  const client = new ScriptedClient('ready');
  const redis = failFastRedis(client, 1_000);
  const refused = Object.assign(new Error('OOM command not allowed'), { name: 'ReplyError' });
  await expect(redis.send(() => Promise.reject(refused))).rejects.toBe(refused);
  expect(await redis.send(evaluate)).toBe('evalsha');
});
