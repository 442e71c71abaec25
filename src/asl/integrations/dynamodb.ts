import { integration } from './integration.js';

/** A DynamoDB value with its type. */
export type AttributeValue =
  | { S: string }
  | { N: string }
  | { BOOL: boolean }
  | { NULL: boolean }
  | { B: string }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: string[] }
  | { L: AttributeValue[] }
  | { M: Record<string, AttributeValue> };

type Attributes = Record<string, AttributeValue>;

/** Every kind of attribute at once, each optional: what a result is read through (`result.Item.count.N`). */
export interface AttributeRead {
  S?: string;
  N?: string;
  BOOL?: boolean;
  NULL?: boolean;
  B?: string;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: AttributeRead[];
  M?: Record<string, AttributeRead>;
}

interface Conditional {
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Attributes;
  ReturnConsumedCapacity?: 'INDEXES' | 'NONE' | 'TOTAL';
  ReturnItemCollectionMetrics?: 'NONE' | 'SIZE';
  ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE';
}
interface Changed {
  Attributes?: Record<string, AttributeRead>;
}

export interface GetItemArguments {
  TableName: string;
  Key: Attributes;
  ConsistentRead?: boolean;
  ProjectionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ReturnConsumedCapacity?: 'INDEXES' | 'NONE' | 'TOTAL';
}

export interface PutItemArguments extends Conditional {
  TableName: string;
  Item: Attributes;
  ReturnValues?: 'ALL_OLD' | 'NONE';
}

export interface UpdateItemArguments extends Conditional {
  TableName: string;
  Key: Attributes;
  UpdateExpression?: string;
  ReturnValues?: 'ALL_NEW' | 'ALL_OLD' | 'NONE' | 'UPDATED_NEW' | 'UPDATED_OLD';
}

export interface DeleteItemArguments extends Conditional {
  TableName: string;
  Key: Attributes;
  ReturnValues?: 'ALL_OLD' | 'NONE';
}

/** DynamoDB's optimised integrations. Its errors are named `DynamoDB.…`, unlike `DynamoDb.…` of the SDK integration. */
export const dynamodb = {
  getItem: integration<GetItemArguments, { Item?: Record<string, AttributeRead> }>('dynamodb:getItem'),
  putItem: integration<PutItemArguments, Changed>('dynamodb:putItem'),
  updateItem: integration<UpdateItemArguments, Changed>('dynamodb:updateItem'),
  deleteItem: integration<DeleteItemArguments, Changed>('dynamodb:deleteItem'),
} as const;
