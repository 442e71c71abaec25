/**
 * What is used of the optional peer `@aws-sdk/client-dynamodb`. Imported as a whole and late, as an optional package has to be, it
 * would stay whole in a bundle; this file is imported late instead, and the bundle has these alone.
 */
export {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  paginateScan,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
