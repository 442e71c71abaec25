import type { Asl, AslState } from '../asl/index.js';

/** What a Task acts on. A `value` is `${Name}`, text, or not known before the execution runs. */
export type Target =
  | { readonly kind: ResourceKind; readonly value: string | undefined; readonly part?: string }
  | { readonly kind: 'eventBus'; readonly value: string | undefined }
  | { readonly kind: 'model'; readonly value: string | undefined }
  /** The state machine itself, and its executions. */
  | { readonly kind: 'self' | 'ownExecutions' }
  /** The executions of another machine, and the rule with which Step Functions waits for them. */
  | { readonly kind: 'executions'; readonly value: string | undefined }
  | { readonly kind: 'executionsRule' }
  /** CloudWatch metrics of a namespace. */
  | { readonly kind: 'metrics'; readonly value: string | undefined }
  | { readonly kind: 'unknown' };

/** Resources that a stack has constructs for. */
export type ResourceKind = 'function' | 'table' | 'queue' | 'topic' | 'bucket' | 'stateMachine';

/** The field of `BreakerMachine`'s properties that has the constructs of a kind. */
export const FIELDS = {
  function: 'functions',
  table: 'tables',
  queue: 'queues',
  topic: 'topics',
  bucket: 'buckets',
  stateMachine: 'stateMachines',
} as const satisfies Readonly<Record<ResourceKind, string>>;

/** Something that the role of a state machine must allow. */
export interface Permission {
  /** IAM's names: `lambda:InvokeFunction`. */
  readonly actions: readonly string[];
  readonly target: Target;
  readonly state: string;
  /** As in the Resource of the Task: `lambda:invoke`, `aws-sdk:dynamodb:batchGetItem`. */
  readonly api: string;
}

/** What the Tasks of a definition and its Distributed Maps must be allowed, in the order of the states. */
export function taskPermissions(definition: Asl): readonly Permission[] {
  const states = statesOf(definition);
  const variables = constantVariables(states.map(([, state]) => state));
  return states.flatMap(([name, state]) => {
    const of = (call: AslState, resource = '') =>
      permissionsOf(name, resource, (field) => argument(call, field, variables));
    const parts = ['ItemReader', 'ResultWriter'].flatMap((field) =>
      isObject(state[field]) ? [state[field] as AslState] : [],
    );
    return [
      ...(state['Type'] === 'Task' ? of(state, String(state['Resource'])) : []),
      ...(isDistributed(state) ? childExecutions(name) : []),
      ...parts.flatMap((part) => of(part, String(part['Resource']))),
    ];
  });
}

type Arguments = (field: string) => Argument;
type Argument = { readonly value: string | undefined; readonly self: boolean };

function permissionsOf(state: string, resource: string, given: Arguments): Permission[] {
  const [, api, pattern = ''] =
    /^arn:[^:]*:states:[^:]*:[^:]*:((?:aws-sdk:)?[\w-]+:\w+)(\.[\w:]+)?$/.exec(resource) ?? [];
  if (/^arn:[^:]*:lambda:/.test(resource))
    return [
      {
        state,
        api: 'lambda:invoke',
        actions: ['lambda:InvokeFunction'],
        target: { kind: 'function', value: resource },
      },
    ];
  // Who works on an activity asks for the work.
  if (/:activity:/.test(resource)) return [];
  if (api === undefined) return [{ state, api: resource, actions: [], target: { kind: 'unknown' } }];
  const [service = '', action = ''] = api.replace('aws-sdk:', '').split(':');
  const rule = RULES[`${SERVICES[service] ?? service}:${action}`];
  const found = rule?.(given) ?? [{ actions: [], target: { kind: 'unknown' } as const }];
  return [...found, ...(pattern.startsWith('.sync') && rule ? waiting(found) : [])].map((one) => ({
    ...one,
    state,
    api,
  }));
}

/** IAM's names of services, where Step Functions' name of the SDK's client differs. */
const SERVICES: Readonly<Record<string, string>> = { sfn: 'states', eventbridge: 'events', bedrockruntime: 'bedrock' };

type Found = Pick<Permission, 'actions' | 'target'>;
type Rule = (given: Arguments) => readonly Found[];

const on =
  (kind: ResourceKind, action: string, ...fields: readonly string[]): Rule =>
  (given) => {
    const [value] = fields.flatMap((field) => given(field).value ?? []);
    return [{ actions: [action], target: { kind, value } }];
  };

const onTable =
  (action: string): Rule =>
  (given) => {
    const index = given('IndexName').value;
    const target = { kind: 'table', value: given('TableName').value } as const;
    return [{ actions: [action], target: index === undefined ? target : { ...target, part: `/index/${index}` } }];
  };

const onTables =
  (action: string): Rule =>
  (given) =>
    (given('RequestItems').value?.split('\n') ?? [undefined]).map((value) => ({
      actions: [action],
      target: { kind: 'table', value } as const,
    }));

/** By IAM's service and the API's action. Source: "IAM policies for integrated services" in the AWS Step Functions Developer Guide. */
const RULES: Readonly<Record<string, Rule>> = {
  'lambda:invoke': (given) => {
    const version = given('Qualifier').value;
    const target = { kind: 'function', value: given('FunctionName').value } as const;
    const part = version === undefined ? {} : { part: `:${version}` };
    return [{ actions: ['lambda:InvokeFunction'], target: { ...target, ...part } }];
  },
  'sqs:sendMessage': on('queue', 'sqs:SendMessage', 'QueueUrl'),
  'sns:publish': on('topic', 'sns:Publish', 'TopicArn', 'TargetArn'),
  'dynamodb:getItem': onTable('dynamodb:GetItem'),
  'dynamodb:putItem': onTable('dynamodb:PutItem'),
  'dynamodb:updateItem': onTable('dynamodb:UpdateItem'),
  'dynamodb:deleteItem': onTable('dynamodb:DeleteItem'),
  'dynamodb:query': onTable('dynamodb:Query'),
  'dynamodb:scan': onTable('dynamodb:Scan'),
  'dynamodb:batchGetItem': onTables('dynamodb:BatchGetItem'),
  'dynamodb:batchWriteItem': onTables('dynamodb:BatchWriteItem'),
  'events:putEvents': (given) => [
    { actions: ['events:PutEvents'], target: { kind: 'eventBus', value: given('Entries').value } },
  ],
  'states:startExecution': (given) => {
    const { self, value } = given('StateMachineArn');
    return [{ actions: ['states:StartExecution'], target: self ? { kind: 'self' } : { kind: 'stateMachine', value } }];
  },
  'bedrock:invokeModel': (given) => [
    { actions: ['bedrock:InvokeModel'], target: { kind: 'model', value: given('ModelId').value } },
  ],
  'cloudwatch:putMetricData': (given) => [
    { actions: ['cloudwatch:PutMetricData'], target: { kind: 'metrics', value: given('Namespace').value } },
  ],
  's3:getObject': (given) => objects(given, ['s3:GetObject'], given('Key').value ?? '*'),
  's3:putObject': (given) => objects(given, ['s3:PutObject'], given('Key').value ?? `${given('Prefix').value ?? ''}*`),
  's3:listObjectsV2': on('bucket', 's3:ListBucket', 'Bucket'),
};

function objects(given: Arguments, actions: readonly string[], keys: string): Found[] {
  return [{ actions, target: { kind: 'bucket', value: given('Bucket').value, part: `/${keys}` } }];
}

/** `.sync` looks after the execution that it started, with a rule of Step Functions' own. */
function waiting(started: readonly Found[]): Found[] {
  return started.flatMap(({ target }): Found[] =>
    target.kind === 'stateMachine'
      ? [
          { actions: WATCHING, target: { kind: 'executions', value: target.value } },
          {
            actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
            target: { kind: 'executionsRule' },
          },
        ]
      : [{ actions: [], target: { kind: 'unknown' } }],
  );
}

const WATCHING = ['states:DescribeExecution', 'states:StopExecution'];

function childExecutions(state: string): Permission[] {
  const api = 'states:startExecution';
  return [
    { state, api, actions: ['states:StartExecution'], target: { kind: 'self' } },
    { state, api, actions: [...WATCHING, 'states:RedriveExecution'], target: { kind: 'ownExecutions' } },
  ];
}

/** All states, those of maps and branches as well. */
function statesOf({ States }: Pick<Asl, 'States'>): (readonly [name: string, state: AslState])[] {
  return Object.entries(States).flatMap(([name, state]) => {
    const inner = [state['ItemProcessor'], state['Iterator'], ...((state['Branches'] as unknown[] | undefined) ?? [])];
    return [[name, state] as const, ...inner.filter(isObject).flatMap((flow) => statesOf(flow as unknown as Asl))];
  });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function isDistributed(state: AslState): boolean {
  const processor = state['ItemProcessor'] as { readonly ProcessorConfig?: { readonly Mode?: string } } | undefined;
  return processor?.ProcessorConfig?.Mode === 'DISTRIBUTED';
}

/** What an argument is, when it is the same in every execution. */
function argument(state: AslState, field: string, variables: ReadonlyMap<string, string>): Argument {
  const given = (state['Arguments'] ?? state['Parameters'] ?? {}) as Readonly<Record<string, unknown>>;
  const value = given[field];
  const self = value === '{% $states.context.StateMachine.Id %}' || given[`${field}.$`] === '$$.StateMachine.Id';
  if (field === 'Entries') return { self, value: busOf(value, variables) };
  if (field === 'RequestItems') return { self, value: tablesOf(value, variables)?.join('\n') };
  return { self, value: constant(value, variables) };
}

function constant(value: unknown, variables: ReadonlyMap<string, string>): string | undefined {
  if (typeof value !== 'string') return undefined;
  const expression = /^\{%\s*(.*?)\s*%\}$/s.exec(value)?.[1];
  if (expression === undefined) return value;
  const text = /^(?:'([^']*)'|"([^"]*)")$/.exec(expression);
  const variable = /^\$(\w+)$/.exec(expression)?.[1];
  return text?.[1] ?? text?.[2] ?? (variable === undefined ? undefined : variables.get(variable));
}

/** The bus of events, from a list of entries or the JSONata that makes one: one bus for all, or it is not known. */
function busOf(entries: unknown, variables: ReadonlyMap<string, string>): string | undefined {
  const named = Array.isArray(entries)
    ? entries.map((entry: Readonly<Record<string, unknown>>) => constant(entry['EventBusName'] ?? 'default', variables))
    : [...String(entries).matchAll(/['"]EventBusName['"]\s*:\s*(?:'([^']*)'|"([^"]*)")?/g)].map(([, a, b]) => a ?? b);
  const buses = new Set(named.length === 0 ? ['default'] : named);
  return buses.size === 1 ? [...buses][0] : undefined;
}

/** The tables of a batch, from its keys; in JSONata from the one key that is a variable. */
function tablesOf(items: unknown, variables: ReadonlyMap<string, string>): readonly string[] | undefined {
  if (isObject(items)) return Object.keys(items);
  const variable = /^\{%\s*\{\s*\$(\w+)\s*:/.exec(String(items))?.[1];
  const table = variable === undefined ? undefined : variables.get(variable);
  return table === undefined ? undefined : [table];
}

/** Variables that are assigned one constant text, wherever they are assigned. */
function constantVariables(states: readonly AslState[]): ReadonlyMap<string, string> {
  const values = new Map<string, Set<string | undefined>>();
  for (const state of states)
    for (const holder of [state, ...listIn(state, 'Catch'), ...listIn(state, 'Choices')])
      for (const [name, value] of Object.entries((holder['Assign'] ?? {}) as object))
        values.set(name, (values.get(name) ?? new Set()).add(constant(value, new Map())));
  const constants = [...values].flatMap(([name, [value, ...others]]) =>
    value === undefined || others.length > 0 ? [] : [[name, value] as const],
  );
  return new Map(constants);
}

const listIn = (state: AslState, field: string) => (state[field] as readonly AslState[] | undefined) ?? [];
