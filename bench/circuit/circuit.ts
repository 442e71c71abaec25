/**
 * What a shared circuit costs and how fast it stops its callers.
 *
 *     npm run bench:circuit
 */
import { availableParallelism, cpus } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { startRedisServer } from '../../src/local/redis/index.js';
import { checkOverhead } from './check-overhead.js';
import { healthyDynamoDb } from './healthy-dynamodb.js';
import { runTasks, tripToRejection } from './trip-to-rejection.js';

if (isMainThread) {
  const server = await startRedisServer();
  const say = (lines: readonly string[]) => console.log(lines.join('\n'));
  say([`Node.js ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model ?? '?'}, Redis on loopback`]);
  try {
    say(await checkOverhead(server.url));
    say(await tripToRejection(server.url, new URL(import.meta.url)));
    say(await healthyDynamoDb());
  } finally {
    await server.stop();
  }
} else await runTasks();
