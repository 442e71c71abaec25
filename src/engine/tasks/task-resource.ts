/** What the Resource of a Task state names. */
export type TaskResource =
  | { readonly kind: 'lambda-function'; readonly arn: string; readonly functionName: string }
  | { readonly kind: 'activity'; readonly arn: string }
  | {
      readonly kind: 'integration';
      /** Such as `events:putEvents` or `aws-sdk:dynamodb:putItem`. */
      readonly api: string;
      /** As events show it: `dynamodb`, `aws-sdk:dynamodb`. */
      readonly service: string;
      /** As events show it: `putItem.waitForTaskToken`. */
      readonly action: string;
      readonly pattern: IntegrationPattern;
    };

/** How a task waits: not at all, for a job, for a job with its output as JSON, for a task token. */
export type IntegrationPattern = 'request' | 'sync' | 'sync:2' | 'token';

const LAMBDA_ARN = /^arn:[\w-]+:lambda:[\w-]*:\d*:function:([\w-]+)(?::[\w$-]+)?$/;
const ACTIVITY_ARN = /^arn:[\w-]+:states:[\w-]*:\d*:activity:.+$/;
const INTEGRATION_ARN =
  /^arn:[\w-]+:states:[\w-]*:\d*:((?:aws-sdk:)?[\w-]+):(\w+)(\.sync:2|\.sync|\.waitForTaskToken)?$/;

const PATTERNS: Readonly<Record<string, IntegrationPattern>> = {
  '.sync': 'sync',
  '.sync:2': 'sync:2',
  '.waitForTaskToken': 'token',
};

/** Undefined for what is no resource of a Task state. */
export function parseTaskResource(arn: string): TaskResource | undefined {
  const lambda = LAMBDA_ARN.exec(arn)?.[1];
  if (lambda !== undefined) return { kind: 'lambda-function', arn, functionName: lambda };
  if (ACTIVITY_ARN.test(arn)) return { kind: 'activity', arn };
  const [, service, name, suffix = ''] = INTEGRATION_ARN.exec(arn) ?? [];
  if (service === undefined || name === undefined) return undefined;
  return {
    kind: 'integration',
    api: `${service}:${name}`,
    service,
    action: name + suffix,
    pattern: PATTERNS[suffix] ?? 'request',
  };
}

/** The name of a Lambda function, from its name, its ARN, or either with a version or alias. */
export function functionNameOf(nameOrArn: string): string {
  return LAMBDA_ARN.exec(nameOrArn)?.[1] ?? nameOrArn.split(':')[0] ?? nameOrArn;
}

/** The API of an integration, from `events:putEvents` or from a Resource with or without a pattern. */
export function integrationNameOf(resource: string): string {
  const parsed = parseTaskResource(resource.startsWith('arn:') ? resource : `arn:aws:states:::${resource}`);
  if (parsed?.kind === 'integration') return parsed.api;
  throw new TypeError(
    `'${resource}' is not an integration: expected a name such as 'events:putEvents' or 'aws-sdk:dynamodb:putItem', ` +
      'or a Resource such as arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  );
}
