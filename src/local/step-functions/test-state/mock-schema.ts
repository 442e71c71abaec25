import { isFields } from '../definition/definition-scope.js';
import { invalid } from '../wire/api-error.js';

/** What a field of a service's answer may be. */
type FieldSchema =
  | { readonly type: 'string'; readonly min?: number }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'array'; readonly of?: FieldSchema }
  | { readonly type: 'object'; readonly fields?: Fields };
type Fields = Readonly<Record<string, FieldSchema>>;

const STRING = { type: 'string' } as const;
const NUMBER = { type: 'number' } as const;
const BOOLEAN = { type: 'boolean' } as const;
const OBJECT = { type: 'object' } as const;

const CAPACITY: Fields = {
  TableName: STRING,
  CapacityUnits: NUMBER,
  ReadCapacityUnits: NUMBER,
  WriteCapacityUnits: NUMBER,
};
const WRITTEN_ITEM: Fields = {
  Attributes: OBJECT,
  ConsumedCapacity: { type: 'object', fields: CAPACITY },
  ItemCollectionMetrics: OBJECT,
};

/** Answers of the services that are mocked most, from their API references; other answers are not looked into. */
const ANSWERS: Readonly<Record<string, Fields>> = {
  'dynamodb:deleteItem': WRITTEN_ITEM,
  'dynamodb:getItem': { Item: OBJECT, ConsumedCapacity: { type: 'object', fields: CAPACITY } },
  'dynamodb:putItem': WRITTEN_ITEM,
  'dynamodb:updateItem': WRITTEN_ITEM,
  'events:putEvents': {
    Entries: {
      type: 'array',
      of: { type: 'object', fields: { EventId: STRING, ErrorCode: STRING, ErrorMessage: STRING } },
    },
    FailedEntryCount: NUMBER,
  },
  'kms:encrypt': {
    CiphertextBlob: { type: 'string', min: 1 },
    KeyId: { type: 'string', min: 1 },
    EncryptionAlgorithm: STRING,
  },
  'lambda:getFunction': {
    Code: OBJECT,
    Configuration: {
      type: 'object',
      fields: {
        FunctionName: STRING,
        FunctionArn: STRING,
        MemorySize: { type: 'number', min: 128, max: 10_240 },
        Timeout: { type: 'number', min: 1 },
      },
    },
    Tags: OBJECT,
  },
  'lambda:invoke': { ExecutedVersion: STRING, FunctionError: STRING, LogResult: STRING, StatusCode: NUMBER },
  'sns:publish': { MessageId: STRING, SequenceNumber: STRING },
  'sqs:sendMessage': { MD5OfMessageBody: STRING, MessageId: STRING, SequenceNumber: STRING },
  'states:startExecution': { ExecutionArn: { type: 'string', min: 1 }, StartDate: STRING },
  'states:startSyncExecution': {
    ExecutionArn: { type: 'string', min: 1 },
    StartDate: STRING,
    StopDate: STRING,
    TraceHeader: STRING,
  },
  'states:sendTaskSuccess': {},
  'states:describeExecution': {
    ExecutionArn: STRING,
    Status: STRING,
    RedriveCount: NUMBER,
    InputDetails: { type: 'object', fields: { Included: BOOLEAN } },
  },
};

/**
 * Checks a mocked result against the API that it replaces.
 *
 * @param resource of the Task state
 * @throws ApiError ValidationException naming the first field that is wrong
 */
export function checkMockedResult(resource: string, result: unknown): void {
  const [, api] = /:::(?:aws-sdk:)?([\w-]+:\w+)$/.exec(resource) ?? [];
  const fields = ANSWERS[(api ?? '').replace(/^sfn:/, 'states:')];
  if (fields !== undefined) checkField('', result, { type: 'object', fields });
}

const ARTICLES = { string: 'a', number: 'a', boolean: 'a', array: 'an', object: 'an' } as const;

function checkField(name: string, value: unknown, schema: FieldSchema): void {
  const refuse = (what: string): never => {
    throw invalid(`Mock result schema validation error: Field '${name}' ${what}`);
  };
  if (typeOf(value) !== schema.type) {
    if (name === '') throw invalid('Mocked result must be a JSON object.');
    refuse(`must be ${ARTICLES[schema.type]} ${schema.type}`);
  }
  if (schema.type === 'string' && String(value).length < (schema.min ?? 0))
    refuse('is smaller than the minimum length');
  if (schema.type === 'number' && Number(value) < (schema.min ?? -Infinity)) refuse('is less than the minimum value');
  if (schema.type === 'number' && Number(value) > (schema.max ?? Infinity)) refuse('exceeds the maximum value');
  if (schema.type === 'array' && Array.isArray(value) && schema.of !== undefined) {
    for (const item of value) checkField(name, item, schema.of);
  }
  if (schema.type === 'object' && isFields(value)) {
    for (const [field, inner] of Object.entries(schema.fields ?? {})) {
      if (field in value) checkField(field, value[field], inner);
    }
  }
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}
