/** How an optimised integration differs from the plain call of the SDK. */
export interface OptimisedService {
  /** The service whose client does it. */
  readonly client: string;
  readonly actions: readonly string[];
  /** The beginning of the names of its errors. */
  readonly prefix: string;
  /** The name of an error that the service's model does not have. */
  readonly otherError: string;
  /** How the cause of an error names the service in the words of the AWS SDK for Java 1; undefined for those of version 2. */
  readonly serviceInCause?: string;
  /** Whether results say what the HTTP response was. */
  readonly metadata: boolean;
}

/** The request-response integrations of https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html that run through clients. */
export const OPTIMISED_SERVICES: Readonly<Record<string, OptimisedService>> = {
  dynamodb: {
    client: 'dynamodb',
    actions: ['getItem', 'putItem', 'deleteItem', 'updateItem'],
    prefix: 'DynamoDB',
    otherError: 'AmazonDynamoDBException',
    serviceInCause: 'AmazonDynamoDBv2',
    metadata: true,
  },
  sqs: {
    client: 'sqs',
    actions: ['sendMessage'],
    prefix: 'SQS',
    otherError: 'AmazonSQSException',
    serviceInCause: 'AmazonSQS',
    metadata: true,
  },
  sns: {
    client: 'sns',
    actions: ['publish'],
    prefix: 'SNS',
    otherError: 'AmazonSNSException',
    serviceInCause: 'AmazonSNS',
    metadata: true,
  },
  events: {
    client: 'eventbridge',
    actions: ['putEvents'],
    prefix: 'EventBridge',
    otherError: 'AmazonEventBridgeException',
    serviceInCause: 'AmazonEventBridge',
    metadata: false,
  },
  lambda: {
    client: 'lambda',
    actions: ['invoke'],
    prefix: 'Lambda',
    otherError: 'AWSLambdaException',
    metadata: true,
  },
  bedrock: {
    client: 'bedrock-runtime',
    actions: ['invokeModel'],
    prefix: 'Bedrock',
    otherError: 'BedrockRuntimeException',
    metadata: false,
  },
  s3: {
    client: 's3',
    actions: ['getObject', 'listObjectsV2', 'putObject'],
    prefix: 'S3',
    otherError: 'S3Exception',
    metadata: false,
  },
};
