import type { Template } from './osls.fixture.js';

/** Actions whose name differs from the API that a task names. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'lambda:Invoke': 'lambda:InvokeFunction',
  'bedrock:Converse': 'bedrock:InvokeModel',
};
/** IAM's names of services, where the SDK integration has another one. */
const SERVICES: Readonly<Record<string, string>> = { sfn: 'states', eventbridge: 'events', bedrockruntime: 'bedrock' };

/** The IAM actions that the tasks of a definition need, each once, sorted. */
export function neededActions(definition: unknown): string[] {
  const resources = JSON.stringify(definition).matchAll(/"Resource":"arn:aws:states:::(?:aws-sdk:)?(\w+):(\w+)/g);
  const actions = [...resources].map(([, service = '', action = '']) => {
    const name = `${SERVICES[service] ?? service}:${action.charAt(0).toUpperCase()}${action.slice(1)}`;
    return OTHER_NAMES[name] ?? name;
  });
  return [...new Set(actions)].sort();
}

/** The functions that a definition or a policy names, each once, sorted. */
export const namedFunctions = (value: unknown): string[] =>
  [...new Set(JSON.stringify(value).match(/\w+LambdaFunction/g))].sort();

interface Statement {
  readonly Action: string | readonly string[];
}
interface RoleProperties {
  readonly Policies?: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
}

/** The actions that a role's own policies allow, sorted. */
export function allowedActions(template: Template, role: string): string[] {
  const { Policies = [] }: RoleProperties = template.Resources[role]?.Properties ?? {};
  return Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(({ Action }) => Action)).sort();
}
