import { startLocalDynamoDb } from '../../src/local/dynamodb/local-dynamodb.js';
import { createCircuitBreaker, dynamoDbCircuitStore } from '../../src/resilience/circuit/index.js';
import { latencyText } from './latencies.js';

const CALLS = 1_000;

/** What guarded calls that succeed ask of DynamoDB, with and without the read cache. The server is dynalite, so the times are no figures of AWS. */
export async function healthyDynamoDb(): Promise<string[]> {
  const dynamoDb = await startLocalDynamoDb();
  await dynamoDb.createCircuitTable();
  const commands = new Map<string, number>();
  const { client } = dynamoDb;
  client.middlewareStack.add(
    (next, context) => (input) => {
      const name = context.commandName ?? 'unknown';
      commands.set(name, (commands.get(name) ?? 0) + 1);
      return next(input);
    },
    { step: 'initialize' },
  );
  const lines: string[] = [];
  for (const readCacheMs of [0, 1_000]) {
    commands.clear();
    const store = dynamoDbCircuitStore({ tableName: 'circuits', client });
    const breaker = createCircuitBreaker({ store, circuit: `healthy ${readCacheMs}`, readCacheMs });
    const latencies: number[] = [];
    for (let call = 0; call < CALLS; call += 1) {
      const begin = performance.now();
      await breaker.run(async () => 'answer');
      latencies.push(performance.now() - begin);
    }
    const asked = [...commands].map(([name, count]) => `${count} ${name.replace('Command', '')}`).join(', ');
    lines.push(
      `DynamoDB, ${CALLS} calls, read cache ${readCacheMs} ms: ${asked}, no other   ${latencyText(latencies)}`,
    );
  }
  await dynamoDb.close();
  return lines;
}
