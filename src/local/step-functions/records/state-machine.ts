import type { CompiledDefinition } from '../../../engine/index.js';
import { ApiError } from '../wire/api-error.js';

export interface LoggingConfiguration {
  readonly level: string;
  readonly includeExecutionData: boolean;
  readonly destinations?: readonly unknown[];
}

/** What can change about a state machine. An execution keeps the revision it began with. */
export interface Revision {
  /** `INITIAL` until the first update. */
  readonly id: string;
  /** The definition as it was given. */
  readonly definition: string;
  readonly compiled: CompiledDefinition;
  readonly roleArn: string;
  readonly loggingConfiguration: LoggingConfiguration;
  readonly tracingConfiguration: { readonly enabled: boolean };
  readonly encryptionConfiguration: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly updatedAt: number;
}

/** A numbered revision that never changes. */
export interface Version {
  readonly number: number;
  readonly arn: string;
  readonly description?: string;
  readonly createdAt: number;
  readonly revision: Revision;
}

/** A share of the executions started by an alias. */
export interface Route {
  readonly stateMachineVersionArn: string;
  /** Percent. */
  readonly weight: number;
}

/** A name for one or two versions, between which executions are divided by weight. */
export interface Alias {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly routes: readonly Route[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A state machine with its versions and aliases. */
export class StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly createdAt: number;
  current: Revision;
  /** Newest first, as they are listed. */
  readonly versions: Version[] = [];
  readonly aliases = new Map<string, Alias>();
  #published = 0;

  constructor(arn: string, name: string, type: 'STANDARD' | 'EXPRESS', current: Revision) {
    this.arn = arn;
    this.name = name;
    this.type = type;
    this.createdAt = current.updatedAt;
    this.current = current;
  }

  /** Makes a version of the current revision, or gives the newest one when it is of that revision already. */
  publish(createdAt: number, description: string | undefined): Version {
    const newest = this.versions[0];
    if (newest?.revision === this.current) return newest;
    const number = ++this.#published;
    const version = {
      number,
      arn: `${this.arn}:${number}`,
      ...(description === undefined ? {} : { description }),
      createdAt,
      revision: this.current,
    };
    this.versions.unshift(version);
    return version;
  }

  version(arn: string): Version | undefined {
    return this.versions.find((version) => version.arn === arn);
  }

  /** The aliases that lead to a version. */
  aliasesOf(versionArn: string): readonly Alias[] {
    return [...this.aliases.values()].filter(({ routes }) =>
      routes.some(({ stateMachineVersionArn }) => stateMachineVersionArn === versionArn),
    );
  }
}

/** @throws ApiError ConflictException when the caller has seen another revision than the current one. */
export function checkRevision(machine: StateMachine, revisionId: string | undefined): void {
  if (revisionId === undefined || revisionId === machine.current.id) return;
  throw new ApiError(
    'ConflictException',
    `The revision ID '${revisionId}' is not the current revision of the state machine: '${machine.arn}'`,
  );
}
