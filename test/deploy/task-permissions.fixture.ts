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

/** What a function may read or write, by the word that tells it in a policy: the environment variable that leads there. */
const STORES: Readonly<Record<string, string>> = {
  'appconfig:': 'CONFIGURATION_URL',
  'catalogue.csv': 'CATALOGUE_URL',
  'readers.ndjson': 'READERS_URL',
  CacheTable: 'CACHE_URL',
  CircuitTable: 'CIRCUIT_URL',
};

/** The variables whose stores the policies of a function's role open, sorted. */
export function allowedStores(template: Template, role: string): string[] {
  const attached = Object.values(template.Resources).filter(
    ({ Type, Properties }) => Type === 'AWS::IAM::Policy' && JSON.stringify(Properties).includes(`{"Ref":"${role}"}`),
  );
  const policies = JSON.stringify([template.Resources[role], attached]);
  return Object.entries(STORES)
    .flatMap(([word, variable]) => (policies.includes(word) ? [variable] : []))
    .sort();
}

/** The variables that the source of a function reads when it is wired, sorted. */
export function usedStores(source: string): string[] {
  const named = [...source.matchAll(/environmentVariable\('(\w+)'\)/g)].map(([, variable = '']) => variable);
  return [...named, ...(source.includes('configurationOfEnvironment()') ? ['CONFIGURATION_URL'] : [])].sort();
}
