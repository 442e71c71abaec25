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

/** A resource as `Fn::Sub` would write it. */
function resourceText(resource: unknown): string {
  if (typeof resource !== 'object' || resource === null) return String(resource);
  const [[intrinsic = '', argument]] = Object.entries(resource) as [[string, unknown]];
  const parts = [argument].flat();
  if (intrinsic === 'Ref') return `\${${parts[0]}}`;
  if (intrinsic === 'Fn::Sub') return String(parts[0]);
  if (intrinsic === 'Fn::Join') return [parts[1]].flat().map(resourceText).join(String(parts[0]));
  const attribute = parts.join('.');
  return attribute.endsWith('LogGroup.Arn') ? `\${${attribute}}:*` : `\${${attribute}}`;
}

/** All statements anywhere inside, whichever kind of policy they belong to. */
function statements(value: unknown): Statement[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'Statement' in value ? ([value.Statement].flat() as Statement[]) : [];
  return [...own, ...Object.values(value).flatMap(statements)];
}
