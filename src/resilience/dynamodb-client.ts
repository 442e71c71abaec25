/**
 * A `DynamoDBClient` of the optional peer `@aws-sdk/client-dynamodb`, by what tells one: the types of `stepbreaker/resilience` need
 * no AWS package.
 */
export interface DynamoDbClient {
  send(command: never): Promise<unknown>;
  destroy(): void;
}
