import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Names, Stage, Token } from 'aws-cdk-lib';
import {
  type Alarm,
  ComparisonOperator,
  type CreateAlarmOptions,
  GraphWidget,
  type IWidget,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, StateMachine, type StateMachineProps } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Machine } from '../asl/index.js';
import { type NamedResources, ResourceNames } from './named-resources.js';
import { roleStatements } from './role-statements.js';
import { taskPermissions } from './task-permissions.js';
import { installedCommand } from '../runtime/installed-command.js';

type Definition = 'definition' | 'definitionBody' | 'definitionString' | 'definitionSubstitutions';

/** What a {@link BreakerMachine} is made from, beside the properties of a `StateMachine`. */
export interface BreakerMachineProps extends NamedResources, Omit<StateMachineProps, Definition> {
  /** A machine of `circuitBreakerMachine`, or of `workflow().machine`. */
  readonly machine: Pick<Machine<never, never>, 'toDefinition'>;
  /**
   * Statements for Tasks whose permissions cannot be told from their arguments, by what follows `arn:aws:states:::` in their
   * Resource: `{ 'glue:startJobRun': new PolicyStatement({ … }) }`.
   */
  readonly permissions?: Readonly<Record<string, PolicyStatement>>;
}

/**
 * A definition larger than this, in bytes of JSON, goes to CloudFormation as an asset in S3. It is as much as a template may have
 * that is passed in a request; one in S3, as the CDK deploys it, has 1 MB for the whole stack. Source: AWS CloudFormation quotas.
 */
export const INLINE_BYTES = 51_200;

/**
 * A state machine of this library in a stack: its `${Name}` are filled in from the constructs that are given by the names in the
 * machine, and its role allows what its Tasks do and nothing else.
 *
 * ```ts
 * new BreakerMachine(this, 'Nightly', { machine: nightly, functions: { GenerateFunction: generate, ListFunction: list } });
 * ```
 *
 * The role allows what the Task states of the definition do: invoke functions, read and write items of tables, send messages to
 * queues and topics and events to a bus, and start the machine itself, as a long batch does for its successor.
 *
 * @throws TypeError for names that are missing or that no state uses, all at once
 */
export class BreakerMachine extends Construct {
  readonly stateMachine: StateMachine;
  readonly #name: string;
  readonly #functions: NonNullable<NamedResources['functions']>;

  constructor(scope: Construct, id: string, props: BreakerMachineProps) {
    super(scope, id);
    const { definition, substitutions } = props.machine.toDefinition();
    const names = new ResourceNames(props);
    // The role names the machine before there is one.
    const stateMachineName =
      props.stateMachineName ??
      Names.uniqueResourceName(this, { maxLength: 80, separator: '-', allowedSpecialCharacters: '-' });
    const surroundings = { construct: this, stateMachineName, substitutions, names };
    const { statements, underivable } = roleStatements(taskPermissions(definition), surroundings);
    const definitionSubstitutions = Object.fromEntries(
      Object.entries(substitutions).map(([name, intrinsic]) => [name, names.resolve(intrinsic)]),
    );
    const { permissions = {} } = props;
    refuse(this.node.path, [
      ...names.missing().map((name) => `${name}: missing`),
      ...names.unused().map((name) => `${name}: no state ${name.startsWith('functions.') ? 'calls' : 'uses'} it`),
      ...[...underivable]
        .filter(([api]) => permissions[api] === undefined)
        .map(
          ([api, state]) =>
            `permissions['${api}']: missing; state '${state}' does not tell what it calls, so give a PolicyStatement`,
        ),
      ...Object.keys(permissions)
        .filter((api) => !underivable.has(api))
        .map((api) => `permissions['${api}']: no state needs it`),
    ]);
    this.#name = stateMachineName;
    this.#functions = props.functions ?? {};
    const definitionBody = bodyOf(this, JSON.stringify(definition));
    this.stateMachine = new StateMachine(this, 'Resource', {
      ...props,
      stateMachineName,
      definitionBody,
      ...(Object.keys(definitionSubstitutions).length > 0 && { definitionSubstitutions }),
    });
    for (const statement of [...statements, ...Object.values(permissions)])
      this.stateMachine.addToRolePolicy(statement);
  }

  /**
   * An alarm when an execution fails, times out or is aborted, with what to do in its description. It has no action by itself; add one:
   * `alarm.addAlarmAction(new SnsAction(topic))`.
   *
   * @param options what differs, such as the threshold; the default is one execution in a minute
   */
  failedExecutionsAlarm(id = 'FailedExecutions', options: Partial<CreateAlarmOptions> = {}): Alarm {
    return this.#unsuccessful().createAlarm(this, id, {
      alarmDescription:
        `An execution of ${this.#name} failed, timed out or was aborted; a restart carries over what it left undone. ` +
        `Remedy: ${installedCommand(`executions list --machine ${this.#name}`)}, then ` +
        `${installedCommand('executions restart EXECUTION')}.`,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...options,
    });
  }

  /** Graphs for a dashboard: how executions begin and end, and the errors of the functions that the machine calls. */
  dashboardWidgets(): IWidget[] {
    const { stateMachine } = this;
    const title = this.node.id;
    const executions = [stateMachine.metricStarted(), stateMachine.metricSucceeded(), this.#unsuccessful()];
    const errors = Object.entries(this.#functions).map(([label, target]) => target.metricErrors({ label }));
    return [
      new GraphWidget({ title: `${title}: executions`, left: executions, width: 12 }),
      ...(errors.length > 0
        ? [new GraphWidget({ title: `${title}: errors of functions`, left: errors, width: 12 })]
        : []),
    ];
  }

  #unsuccessful(): MathExpression {
    const period = Duration.minutes(1);
    const { stateMachine } = this;
    return new MathExpression({
      label: 'Unsuccessful executions',
      expression: 'failed + timedOut + aborted',
      usingMetrics: {
        failed: stateMachine.metricFailed({ period }),
        timedOut: stateMachine.metricTimedOut({ period }),
        aborted: stateMachine.metricAborted({ period }),
      },
      period,
    });
  }
}

function refuse(path: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  throw new TypeError([`BreakerMachine ${path}: ${count}`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
}

/** Text with tokens of the CDK in it has to be in the template, where they are filled in. */
function bodyOf(construct: Construct, definition: string): DefinitionBody {
  const outdir = Stage.of(construct)?.outdir;
  if (Buffer.byteLength(definition) <= INLINE_BYTES || Token.isUnresolved(definition) || outdir === undefined)
    return DefinitionBody.fromString(definition);
  const file = join(outdir, `definition.${construct.node.addr}.asl.json`);
  writeFileSync(file, definition);
  return DefinitionBody.fromFile(file);
}
