/** @module local/redis: a real Redis of one's own, for tests and demonstrations. */
export { findRedisServer, type FindRedisServerOptions } from './find-redis-server.js';
export type { RedisBinary } from './redis-binary.js';
export { startRedisCluster, type RedisCluster } from './start-redis-cluster.js';
export { startRedisServer, type RedisServer, type RedisServerOptions } from './start-redis-server.js';
