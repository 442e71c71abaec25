import { type ArnComponents, ArnFormat, Aws, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Intrinsic } from '../asl/index.js';
import type { ResourceNames } from './named-resources.js';
import type { Permission, ResourceKind, Target } from './task-permissions.js';

/** Where a machine is, and what the names in it stand for. */
export interface Surroundings {
  readonly construct: Construct;
  readonly stateMachineName: string;
  readonly substitutions: Readonly<Record<string, Intrinsic>>;
  readonly names: ResourceNames;
}

export interface RoleStatements {
  /** Those with the same actions in one. */
  readonly statements: readonly PolicyStatement[];
  /** APIs whose permissions cannot be told from the arguments, with the first state that calls each. */
  readonly underivable: ReadonlyMap<string, string>;
}

/** Writes permissions as a role's statements. */
export function roleStatements(permissions: readonly Permission[], surroundings: Surroundings): RoleStatements {
  const resources = new Map<string, Set<string>>();
  const allow = (statement: object, arns: readonly string[]) => {
    const key = JSON.stringify(statement);
    resources.set(key, new Set([...(resources.get(key) ?? []), ...arns]));
  };
  const underivable = new Map<string, string>();
  for (const { actions, target, api, state } of permissions) {
    const arns = arnsOf(target, surroundings);
    if (arns === undefined) underivable.set(api, underivable.get(api) ?? state);
    else allow({ actions, ...conditionsOf(target) }, arns);
    const keyArn = 'value' in target && intrinsicIn(target.value, surroundings);
    const key = keyArn ? surroundings.names.named(keyArn)?.key : undefined;
    if (key !== undefined) allow({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'] }, [key.keyArn]);
  }
  const statements = [...resources].map(
    ([statement, arns]) => new PolicyStatement({ ...JSON.parse(statement), resources: [...arns] }),
  );
  return { statements, underivable };
}

/** CloudWatch has no resources to name: a namespace is a condition. */
const conditionsOf = (target: Target) =>
  target.kind === 'metrics' ? { conditions: { StringEquals: { 'cloudwatch:namespace': target.value } } } : {};

/** Undefined for what is known in an execution only. */
function arnsOf(target: Target, surroundings: Surroundings): readonly string[] | undefined {
  const { construct, stateMachineName } = surroundings;
  const arn = (components: ArnComponents) => Stack.of(construct).formatArn(components);
  const ofStates = (resource: string, resourceName: string) =>
    arn({ service: 'states', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  if (target.kind === 'self') return [ofStates('stateMachine', stateMachineName)];
  if (target.kind === 'ownExecutions')
    // Those of a Map Run have its label in their name.
    return [`${stateMachineName}:*`, `${stateMachineName}/*`].map((name) => ofStates('execution', name));
  if (target.kind === 'executionsRule')
    return [
      arn({ service: 'events', resource: 'rule', resourceName: 'StepFunctionsGetEventsForStepFunctionsExecutionRule' }),
    ];
  if (!('value' in target) || target.value === undefined) return undefined;
  const { kind, value } = target;
  if (kind === 'metrics') return ['*'];
  if (kind === 'eventBus') {
    const bus = textOf(value, surroundings);
    return [isArn(bus) ? bus : arn({ service: 'events', resource: 'event-bus', resourceName: bus })];
  }
  if (kind === 'model') return modelArns(textOf(value, surroundings));
  const found = resourceArn(kind === 'executions' ? 'stateMachine' : kind, value, surroundings);
  if (found === undefined) return undefined;
  if (kind === 'executions') return executionsOf(found, construct);
  return [`${found}${'part' in target ? target.part : ''}`];
}

/** A foundation model's. An inference profile calls models in regions that its name does not tell. */
function modelArns(model: string): readonly string[] | undefined {
  if (isArn(model)) return model.includes(':foundation-model/') ? [model] : undefined;
  if (Token.isUnresolved(model) || !/^[a-z0-9-]+\.[^.]+(?:\.\d[^.]*)*$/.test(model) || PROFILE.test(model))
    return undefined;
  return [`arn:${Aws.PARTITION}:bedrock:${Aws.REGION}::foundation-model/${model}`];
}

const PROFILE = /^(?:us|us-gov|eu|apac|jp|au|ca|global)\./;

function executionsOf(stateMachineArn: string, construct: Construct): string[] {
  const { resourceName = '' } = Stack.of(construct).splitArn(stateMachineArn, ArnFormat.COLON_RESOURCE_NAME);
  const name = { service: 'states', resource: 'execution', arnFormat: ArnFormat.COLON_RESOURCE_NAME };
  return [Stack.of(construct).formatArn({ ...name, resourceName: `${resourceName}:*` })];
}

function resourceArn(kind: ResourceKind, value: string, surroundings: Surroundings): string | undefined {
  const { construct, names } = surroundings;
  const intrinsic = intrinsicIn(value, surroundings);
  const named = intrinsic && names.named(intrinsic)?.arn;
  const text = intrinsic ? names.resolve(intrinsic, kind) : value;
  if (named !== undefined) return named;
  const isAttribute = intrinsic !== undefined && 'Fn::GetAtt' in intrinsic;
  if (isArn(text) || isAttribute) return text;
  return LITERALS[kind](text, construct);
}

/** What a name, or a token that stands for something, is the ARN of. */
const LITERALS: Readonly<Record<ResourceKind, (text: string, construct: Construct) => string | undefined>> = {
  function: (text, construct) =>
    Token.isUnresolved(text)
      ? text
      : Stack.of(construct).formatArn({
          service: 'lambda',
          resource: 'function',
          resourceName: text,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
  table: (text, construct) =>
    Stack.of(construct).formatArn({ service: 'dynamodb', resource: 'table', resourceName: text }),
  queue: (text, construct) => {
    const [, region, account, queue] = /^https:\/\/sqs\.([\w-]+)\.[^/]+\/(\d+)\/([\w.-]+)$/.exec(text) ?? [];
    return region === undefined || account === undefined || queue === undefined
      ? undefined
      : Stack.of(construct).formatArn({ service: 'sqs', region, account, resource: queue });
  },
  topic: (text) => (Token.isUnresolved(text) ? text : undefined),
  bucket: (text) => `arn:${Aws.PARTITION}:s3:::${text}`,
  stateMachine: (text) => (Token.isUnresolved(text) ? text : undefined),
};

const isArn = (text: string): boolean => text.startsWith('arn:');

/** What `${Name}` stands for. */
function intrinsicIn(value: string | undefined, { substitutions }: Surroundings): Intrinsic | undefined {
  const name = /^\$\{(\w+)\}$/.exec(value ?? '')?.[1];
  return name === undefined ? undefined : substitutions[name];
}

function textOf(value: string, surroundings: Surroundings): string {
  const intrinsic = intrinsicIn(value, surroundings);
  return intrinsic ? surroundings.names.resolve(intrinsic) : value;
}
