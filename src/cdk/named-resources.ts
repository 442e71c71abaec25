import { Fn } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Intrinsic } from '../asl/index.js';
import { FIELDS, type ResourceKind } from './task-permissions.js';

/** The CDK's own classes do not satisfy its interfaces where `exactOptionalPropertyTypes` is on; what is read of them is enough. */
type Part<T, Given extends keyof T, Optional extends keyof T> = Pick<T, Given> & {
  readonly [K in Optional]?: T[K] | undefined;
};

/** Constructs by the names that the machine gives them: `GenerateFunction` of `getAtt('GenerateFunction', 'Arn')`. */
export interface NamedResources {
  readonly functions?: Readonly<Record<string, IFunction>>;
  readonly tables?: Readonly<
    Record<string, Part<ITable, 'tableArn' | 'tableName', 'tableStreamArn' | 'encryptionKey'>>
  >;
  readonly queues?: Readonly<
    Record<string, Part<IQueue, 'queueArn' | 'queueUrl' | 'queueName', 'encryptionMasterKey'>>
  >;
  readonly topics?: Readonly<Record<string, Part<ITopic, 'topicArn' | 'topicName', 'masterKey'>>>;
  readonly buckets?: Readonly<Record<string, Part<IBucket, 'bucketArn' | 'bucketName', 'encryptionKey'>>>;
  readonly stateMachines?: Readonly<Record<string, IStateMachine>>;
  /** Anything else, and what is known by its ARN only: `Name` for `cfnRef('Name')`, `Name.Arn` for `getAtt('Name', 'Arn')`. */
  readonly values?: Readonly<Record<string, string>>;
}

/** A construct as CloudFormation sees it. */
interface Named {
  readonly arn: string;
  /** What its `Ref` and its attributes are. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly key?: IKey | undefined;
}

/** Finds what the names in a machine stand for, and remembers which were asked for and which are missing. */
export class ResourceNames {
  readonly #resources: NamedResources;
  readonly #known: ReadonlyMap<string, Named>;
  readonly #used = new Set<string>();
  readonly #missing = new Map<string, string>();

  constructor(resources: NamedResources) {
    this.#resources = resources;
    this.#known = new Map(Object.entries(namedResources(resources)));
  }

  /** What the template has to say for an intrinsic of the machine. `kind`: what a Task takes it for. */
  resolve(intrinsic: Intrinsic, kind?: ResourceKind): string {
    if ('Ref' in intrinsic) return this.#attribute(intrinsic.Ref, 'Ref', kind);
    if ('Fn::GetAtt' in intrinsic) return this.#attribute(...intrinsic['Fn::GetAtt'], kind);
    const values: Record<string, string> = {};
    const text = intrinsic['Fn::Sub'].replaceAll(/\$\{(\w+)(?:\.(\w+))?\}/g, (_, name: string, attribute = 'Ref') => {
      values[`${name}${attribute}`] = this.#attribute(name, attribute);
      return `\${${name}${attribute}}`;
    });
    return Object.keys(values).length === 0 ? Fn.sub(text) : Fn.sub(text, values);
  }

  /** The construct that an intrinsic names, if it is one. */
  named(intrinsic: Intrinsic): Named | undefined {
    if ('Fn::Sub' in intrinsic) return undefined;
    return this.#known.get('Ref' in intrinsic ? intrinsic.Ref : intrinsic['Fn::GetAtt'][0]);
  }

  /** `functions.Name` of what was asked for and is not there. */
  missing(): string[] {
    return [...this.#missing.values()];
  }

  /** `functions.Name` of what nothing asked for. */
  unused(): string[] {
    return [...Object.values(FIELDS), 'values' as const].flatMap((field) =>
      Object.keys(this.#resources[field] ?? {})
        .filter((name) => !this.#used.has(name))
        .map((name) => `${field}.${name}`),
    );
  }

  #attribute(name: string, attribute: string, kind?: ResourceKind): string {
    const valueName = attribute === 'Ref' ? name : `${name}.${attribute}`;
    const value = this.#resources.values?.[valueName];
    this.#used.add(value === undefined ? name : valueName);
    const found = value ?? this.#known.get(name)?.attributes[attribute];
    // Where it was asked for first it was known what a Task takes it for.
    if (found === undefined && !this.#missing.has(valueName))
      this.#missing.set(valueName, kind === undefined ? `values['${valueName}']` : `${FIELDS[kind]}.${name}`);
    return found ?? '';
  }
}

function namedResources(resources: NamedResources): Record<string, Named> {
  const { functions, tables, queues, topics, buckets, stateMachines } = resources;
  return {
    ...each(functions, ({ functionArn, functionName }) => ({
      arn: functionArn,
      attributes: { Ref: functionName, Arn: functionArn },
    })),
    ...each(tables, ({ tableArn, tableName, tableStreamArn, encryptionKey }) => ({
      arn: tableArn,
      attributes: { Ref: tableName, Arn: tableArn, StreamArn: tableStreamArn },
      key: encryptionKey,
    })),
    ...each(queues, ({ queueArn, queueUrl, queueName, encryptionMasterKey }) => ({
      arn: queueArn,
      attributes: { Ref: queueUrl, QueueUrl: queueUrl, Arn: queueArn, QueueName: queueName },
      key: encryptionMasterKey,
    })),
    ...each(topics, ({ topicArn, topicName, masterKey }) => ({
      arn: topicArn,
      attributes: { Ref: topicArn, TopicArn: topicArn, TopicName: topicName },
      key: masterKey,
    })),
    ...each(buckets, ({ bucketArn, bucketName, encryptionKey }) => ({
      arn: bucketArn,
      attributes: { Ref: bucketName, Arn: bucketArn },
      key: encryptionKey,
    })),
    ...each(stateMachines, ({ stateMachineArn }) => ({
      arn: stateMachineArn,
      attributes: { Ref: stateMachineArn, Arn: stateMachineArn },
    })),
  };
}

function each<T>(constructs: Readonly<Record<string, T>> = {}, named: (construct: T) => Named): Record<string, Named> {
  return Object.fromEntries(Object.entries(constructs).map(([name, construct]) => [name, named(construct)]));
}
