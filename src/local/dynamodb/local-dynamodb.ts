import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { optionalPackage } from '../../runtime/optional-package.js';

/** A server that speaks DynamoDB's protocol, on loopback, in memory. */
export interface LocalDynamoDb {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  /** Makes a table for circuits; gives its name back. */
  createCircuitTable(tableName?: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts a server with tables that are ready at once. The caller closes it. Needs the packages `dynalite` and
 * `@aws-sdk/client-dynamodb`, which are loaded here.
 *
 * @throws MissingPackageError when one of them is not installed
 */
export async function startLocalDynamoDb(): Promise<LocalDynamoDb> {
  const [{ default: dynalite }, sdk] = await Promise.all([
    optionalPackage('dynalite', 'The local DynamoDB', () => import('dynalite')),
    optionalPackage('@aws-sdk/client-dynamodb', 'The local DynamoDB', () => import('@aws-sdk/client-dynamodb')),
  ]);
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new sdk.DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    endpoint,
    client,
    async createCircuitTable(tableName = 'circuits') {
      await client.send(
        new sdk.CreateTableCommand({
          TableName: tableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'circuit', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'circuit', KeyType: 'HASH' }],
        }),
      );
      return tableName;
    },
    async close() {
      client.destroy();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
