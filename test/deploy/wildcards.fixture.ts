import type { Template } from './osls.fixture.js';

/** A `*` in a policy of the stack. */
export interface Wildcard {
  /** The logical id of the resource that holds the policy. */
  readonly holder: string;
  /** `Allow logs:* on arn:…`: the part with the star, its statement's actions and resources in short. */
  readonly text: string;
}

interface Statement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
}

/**
 * Every `*` in the actions and resources of all policies. The ARN of a log group counts: CloudFormation ends it with `:*`.
 * Principals of resource policies do not: with them the statement's conditions or its Deny decide.
 */
export function wildcards(template: Template): Wildcard[] {
  return Object.entries(template.Resources).flatMap(([holder, { Properties }]) =>
    statements(Properties).flatMap((statement) =>
      starred(statement).map((text) => ({ holder, text: `${statement.Effect} ${text}` })),
    ),
  );
}

function starred({ Action = [], Resource = [] }: Statement): string[] {
  const actions = [Action].flat();
  const wide = actions.filter((action) => action.includes('*')).map((action) => `action ${action}`);
  const resources = (Array.isArray(Resource) ? Resource : [Resource]).map(resourceText);
  return [
    ...wide,
    ...resources.filter((resource) => resource.includes('*')).map((on) => `${actions.join(', ')} on ${on}`),
  ];
}

function resourceText(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const [logicalId, attribute] = attributeOf(resource);
  if (attribute !== undefined) return `${logicalId}.${attribute}${logicalId?.endsWith('LogGroup') ? ':*' : ''}`;
  return JSON.stringify(resource);
}

function attributeOf(intrinsic: unknown): (string | undefined)[] {
  const attribute: unknown = Reflect.get(Object(intrinsic), 'Fn::GetAtt');
  return Array.isArray(attribute) ? attribute.map(String) : typeof attribute === 'string' ? attribute.split('.') : [];
}

/** All statements anywhere inside, whichever kind of policy they belong to. */
function statements(value: unknown): Statement[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'Statement' in value ? ([value.Statement].flat() as Statement[]) : [];
  return [...own, ...Object.values(value).flatMap(statements)];
}
