import type { StandInService } from './aws-stand-in.fixture.js';
import { DeployedStack } from './deployed-stack.fixture.js';
import type { Template } from './osls.fixture.js';
import { QueryError, queryService, type QueryValue } from './query-protocol.fixture.js';

/** Emulates AWS CloudFormation: change sets are carried out at once, and every resource is made. */
export interface CloudFormation {
  readonly service: StandInService;
  readonly stacks: ReadonlyMap<string, DeployedStack>;
  /** What was done, such as `CREATE stepbreaker-dev`, oldest first. */
  readonly operations: readonly string[];
}

interface ChangeSet {
  readonly stackName: string;
  readonly type: string;
  readonly template: Template;
}

interface StackEvent extends Record<string, string> {
  readonly EventId: string;
  readonly StackName: string;
}

/** @param readObject reads what a TemplateURL names: `bucket/key` */
export function cloudFormation(readObject: (name: string) => Buffer | undefined): CloudFormation {
  const stacks = new Map<string, DeployedStack>();
  const changeSets = new Map<string, ChangeSet>();
  const operations: string[] = [];
  const events: StackEvent[] = [];

  const template = (form: URLSearchParams): Template => {
    const url = form.get('TemplateURL');
    const text = url === null ? form.get('TemplateBody') : readObject(new URL(url).pathname.slice(1))?.toString();
    if (text === null || text === undefined) throw new QueryError('ValidationError', `There is no template at ${url}`);
    return JSON.parse(text);
  };
  const stack = (form: URLSearchParams): DeployedStack => {
    const name = nameOf(form.get('StackName') ?? '');
    const found = stacks.get(name);
    if (!found) throw new QueryError('ValidationError', `Stack with id ${name} does not exist`);
    return found;
  };
  const happened = (StackName: string, LogicalResourceId: string, ResourceType: string, ResourceStatus: string) => {
    const identity = { EventId: `event-${events.length}`, StackId: idOf(StackName), StackName };
    events.unshift({ ...identity, LogicalResourceId, ResourceType, ResourceStatus, Timestamp: '2026-11-22T00:00:00Z' });
  };

  const execute = ({ stackName, type, template: wanted }: ChangeSet): QueryValue => {
    operations.push(`${type} ${stackName}`);
    const deployed = new DeployedStack(stackName, wanted);
    // A reference to a resource that is not there fails here, as it does in CloudFormation.
    deployed.resolve(wanted.Resources);
    happened(stackName, stackName, 'AWS::CloudFormation::Stack', `${type}_IN_PROGRESS`);
    for (const [id, { Type }] of Object.entries(wanted.Resources)) happened(stackName, id, Type, `${type}_COMPLETE`);
    happened(stackName, stackName, 'AWS::CloudFormation::Stack', `${type}_COMPLETE`);
    stacks.set(stackName, deployed);
    return {};
  };
  const changeSetOf = (form: URLSearchParams): [string, ChangeSet] => {
    const id = form.get('ChangeSetName') ?? '';
    const found = changeSets.get(id);
    if (!found) throw new QueryError('ChangeSetNotFound', `ChangeSet [${id}] does not exist`);
    return [id, found];
  };
  const resources = (deployed: DeployedStack) =>
    Object.entries(deployed.template.Resources).map(([LogicalResourceId, { Type }]) => ({
      LogicalResourceId,
      PhysicalResourceId: deployed.physicalName(LogicalResourceId),
      ResourceType: Type,
      ResourceStatus: 'CREATE_COMPLETE',
    }));

  const service = queryService({
    DescribeStacks: (form) => {
      const { name } = stack(form);
      const described = { StackName: name, StackId: idOf(name), StackStatus: 'UPDATE_COMPLETE', Outputs: [] };
      return { Stacks: [{ ...described, CreationTime: '2026-11-22T00:00:00Z' }] };
    },
    ValidateTemplate: (form) => ({ Description: `${Object.keys(template(form).Resources).length} resources` }),
    CreateChangeSet: (form) => {
      const name = form.get('ChangeSetName') ?? '';
      const stackName = form.get('StackName') ?? '';
      changeSets.set(name, { stackName, type: form.get('ChangeSetType') ?? 'UPDATE', template: template(form) });
      return { Id: name, StackId: idOf(stackName) };
    },
    DescribeChangeSet: (form) => {
      const [name, { stackName }] = changeSetOf(form);
      return { ChangeSetName: name, StackId: idOf(stackName), Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' };
    },
    ExecuteChangeSet: (form) => execute(changeSetOf(form)[1]),
    DeleteChangeSet: () => ({}),
    DescribeStackEvents: (form) => {
      const { name } = stack(form);
      return { StackEvents: events.filter(({ StackName }) => StackName === name) };
    },
    DescribeStackResource: (form) => {
      const id = form.get('LogicalResourceId');
      const found = resources(stack(form)).find(({ LogicalResourceId }) => LogicalResourceId === id);
      if (!found) throw new QueryError('ValidationError', `Resource ${id} does not exist`);
      return { StackResourceDetail: { ...found, LastUpdatedTimestamp: '2026-11-22T00:00:00Z' } };
    },
    DescribeStackResources: (form) => ({
      StackResources: resources(stack(form)).map((each) => ({ ...each, Timestamp: '2026-11-22T00:00:00Z' })),
    }),
    ListStackResources: (form) => ({ StackResourceSummaries: resources(stack(form)) }),
    GetTemplate: (form) => ({ TemplateBody: JSON.stringify(stack(form).template) }),
  });
  return { service, stacks, operations };
}

const idOf = (stackName: string) => `arn:aws:cloudformation:us-east-1:123456789012:stack/${stackName}/stand-in`;

/** Stacks are asked for by name and by id. */
const nameOf = (nameOrId: string) => /:stack\/([^/]+)/.exec(nameOrId)?.[1] ?? nameOrId;
