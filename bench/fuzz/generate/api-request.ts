import { definition, graft, oneState } from './definition.js';
import type { Draw } from './draw.js';
import { jsonObject, jsonValue } from './json-value.js';
import { mutate } from './mutate.js';

/** A request to the Step Functions API. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const ARN = 'arn:aws:states:us-east-1:123456789012';

/** Members by operation; a number more of those that are not asked for are sent along. */
const OPERATIONS: Readonly<Record<string, string>> = {
  CreateActivity: 'name tags',
  CreateStateMachine: 'name definition roleArn type tags publish versionDescription loggingConfiguration',
  CreateStateMachineAlias: 'name description routingConfiguration',
  DeleteActivity: 'activityArn',
  DeleteStateMachine: 'stateMachineArn',
  DeleteStateMachineAlias: 'stateMachineAliasArn',
  DeleteStateMachineVersion: 'stateMachineVersionArn',
  DescribeActivity: 'activityArn',
  DescribeExecution: 'executionArn includedData',
  DescribeMapRun: 'mapRunArn',
  DescribeStateMachine: 'stateMachineArn includedData',
  DescribeStateMachineAlias: 'stateMachineAliasArn',
  DescribeStateMachineForExecution: 'executionArn includedData',
  GetActivityTask: 'activityArn workerName',
  GetExecutionHistory: 'executionArn maxResults nextToken reverseOrder includeExecutionData',
  ListActivities: 'maxResults nextToken',
  ListExecutions: 'stateMachineArn statusFilter maxResults nextToken mapRunArn redriveFilter',
  ListMapRuns: 'executionArn maxResults nextToken',
  ListStateMachineAliases: 'stateMachineArn maxResults nextToken',
  ListStateMachines: 'maxResults nextToken',
  ListStateMachineVersions: 'stateMachineArn maxResults nextToken',
  ListTagsForResource: 'resourceArn',
  PublishStateMachineVersion: 'stateMachineArn revisionId description',
  RedriveExecution: 'executionArn',
  SendTaskFailure: 'taskToken error cause',
  SendTaskHeartbeat: 'taskToken',
  SendTaskSuccess: 'taskToken output',
  StartExecution: 'stateMachineArn name input traceHeader',
  StartSyncExecution: 'stateMachineArn name input',
  StopExecution: 'executionArn error cause',
  TagResource: 'resourceArn tags',
  TestState: 'state input inspectionLevel variables mock context stateConfiguration',
  UntagResource: 'resourceArn tagKeys',
  UpdateMapRun: 'mapRunArn maxConcurrency toleratedFailureCount toleratedFailurePercentage',
  UpdateStateMachine: 'stateMachineArn definition roleArn publish',
  UpdateStateMachineAlias: 'stateMachineAliasArn description routingConfiguration',
  ValidateStateMachineDefinition: 'definition type severity maxResults',
};

/** Machines that can be made: a pass, a wait that is there to be stopped, a task that fails, and one of tokens. */
const MACHINES = [
  { Type: 'Pass', End: true },
  { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true },
  { Type: 'Task', Resource: `${ARN}:activity:m`, TimeoutSeconds: 60, End: true },
  { Type: 'Map', ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, End: true },
].map((only) => ({ StartAt: 'Only', States: { Only: only } }));

const json = (draw: Draw): string => JSON.stringify(jsonValue(draw));
const name = (draw: Draw): string =>
  draw.pick(draw.mistake() ? ['', 'a b', 'x'.repeat(81)] : ['m', 'n', 'm', '__proto__', 'constructor']);
const number = (draw: Draw): number => draw.pick([0, 1, 2, 100, 1000, -1, 2.5, 1e300]);
const flag = (draw: Draw): boolean => draw.chance(0.5);
const stateMachineArn = (draw: Draw): string =>
  `${ARN}:stateMachine:${draw.pick(['m', 'n', '__proto__'])}${draw.pick(['', '', '', ':1', ':m', '#Case', ':'])}`;
const executionArn = (draw: Draw): string =>
  `${ARN}:${draw.pick(['execution', 'express'])}:${draw.pick(['m', 'n'])}:${name(draw)}`;
const activityArn = (draw: Draw): string => `${ARN}:activity:${name(draw)}`;
const versionArn = (draw: Draw): string => `${ARN}:stateMachine:${draw.pick(['m', 'n'])}:${draw.below(3)}`;

const MEMBERS: Readonly<Record<string, (draw: Draw) => unknown>> = {
  name,
  activityArn,
  stateMachineArn,
  executionArn,
  workerName: name,
  stateMachineAliasArn: (draw) => `${ARN}:stateMachine:m:${name(draw)}`,
  stateMachineVersionArn: versionArn,
  mapRunArn: (draw) => `${ARN}:mapRun:m/Each:${name(draw)}`,
  resourceArn: (draw) => draw.pick([activityArn, stateMachineArn])(draw),
  roleArn: (draw) => draw.pick(['arn:aws:iam::123456789012:role/r', 'role', '']),
  definition: (draw) => jsonText(draw, draw.chance(0.6) ? draw.pick(MACHINES) : definition(draw)),
  state: (draw) => jsonText(draw, draw.chance(0.8) ? oneState(draw) : definition(draw)),
  type: (draw) => draw.pick(['STANDARD', 'STANDARD', 'EXPRESS', 'OTHER']),
  tags: (draw) => draw.list(3, () => ({ key: name(draw), value: 'v' })),
  tagKeys: (draw) => draw.list(3, () => name(draw)),
  publish: flag,
  reverseOrder: flag,
  includeExecutionData: flag,
  routingConfiguration: (draw) =>
    draw.list(3, () => ({ stateMachineVersionArn: versionArn(draw), weight: draw.pick([0, 50, 100, -1]) })),
  loggingConfiguration: (draw) => ({
    level: draw.pick(['ALL', 'OFF', 'SOME']),
    destinations: draw.list(2, () => ({})),
  }),
  maxResults: number,
  maxConcurrency: number,
  toleratedFailureCount: number,
  toleratedFailurePercentage: number,
  nextToken: (draw) =>
    draw.pick(['x', Buffer.from(json(draw)).toString('base64'), Buffer.from('[1,"a"]').toString('base64')]),
  includedData: (draw) => draw.pick(['ALL_DATA', 'METADATA_ONLY', 'NONE']),
  statusFilter: (draw) => draw.pick(['RUNNING', 'FAILED', 'OTHER']),
  redriveFilter: (draw) => draw.pick(['REDRIVEN', 'NOT_REDRIVEN']),
  severity: (draw) => draw.pick(['ERROR', 'WARNING', 'INFO']),
  inspectionLevel: (draw) => draw.pick(['INFO', 'DEBUG', 'TRACE', 'NONE']),
  taskToken: (draw) => draw.pick(['x', '00000000-0000-4000-8000-000000000001']),
  input: (draw) => jsonText(draw, jsonValue(draw)),
  output: (draw) => jsonText(draw, jsonValue(draw)),
  variables: (draw) => jsonText(draw, jsonObject(draw)),
  context: (draw) => jsonText(draw, draw.chance(0.5) ? { Execution: jsonObject(draw) } : jsonObject(draw)),
  mock: (draw) => ({
    ...(draw.chance(0.7)
      ? { result: jsonText(draw, jsonValue(draw)) }
      : { errorOutput: { error: 'Wrong', cause: 'c' } }),
    ...(draw.chance(0.3) ? { fieldValidationMode: draw.pick(['STRICT', 'PRESENT', 'NONE']) } : {}),
  }),
  stateConfiguration: (draw) => ({
    ...(draw.chance(0.5) ? { retrierRetryCount: number(draw) } : {}),
    ...(draw.chance(0.3) ? { errorCausedByState: name(draw) } : {}),
    ...(draw.chance(0.3) ? { mapIterationFailureCount: number(draw) } : {}),
    ...(draw.chance(0.2) ? { mapItemReaderData: json(draw) } : {}),
  }),
};

/** A request: mostly to an operation that is there, with members it knows; now and then anything at all. */
export function apiRequest(draw: Draw): ApiRequest {
  const operation = draw.pick(Object.keys(OPERATIONS));
  const body = JSON.stringify(draw.chance(0.1) ? graft(draw, bodyOf(draw, operation)) : bodyOf(draw, operation));
  const target = draw.chance(0.03)
    ? draw.pick(['', 'AWSStepFunctions.', 'X.Y', 'AWSStepFunctions.__proto__'])
    : `AWSStepFunctions.${operation}`;
  return {
    method: draw.chance(0.02) ? draw.pick(['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) : 'POST',
    path: draw.chance(0.05) ? draw.pick(['/x', '/?a=%', '/%00', '/__proto__', `/${'a'.repeat(3000)}`]) : '/',
    headers: {
      ...(draw.chance(0.01) ? {} : { 'X-Amz-Target': target }),
      'Content-Type': draw.chance(0.05)
        ? draw.pick(['text/html', '', 'multipart/form-data'])
        : 'application/x-amz-json-1.0',
      ...(draw.chance(0.05)
        ? { 'X-Odd': draw.pick(['', 'é', 'a'.repeat(2000), '__proto__']), Expect: '100-continue' }
        : {}),
    },
    body: draw.chance(0.05) ? mutate(draw, body) : body,
  };
}

function bodyOf(draw: Draw, operation: string): Record<string, unknown> {
  const asked = (OPERATIONS[operation] ?? '').split(' ').filter(() => draw.chance(0.9));
  const others = draw.chance(0.1) ? draw.list(3, () => draw.pick(Object.keys(MEMBERS))) : [];
  return Object.fromEntries(
    [...asked, ...others].map((member) => [
      member === 'state' ? 'definition' : member,
      draw.chance(0.02) ? jsonValue(draw) : MEMBERS[member]?.(draw),
    ]),
  );
}

function jsonText(draw: Draw, value: unknown): string {
  const text = JSON.stringify(value);
  return draw.mistake() ? mutate(draw, text) : text;
}
