import { readFileSync, writeFileSync } from 'node:fs';
import { aws4Request } from './aws4-request.fixture.js';

/** How the text of an option is read; `flag` has none. */
type Kind = 'text' | 'json' | 'number' | 'flag' | 'structure' | 'list' | 'file';

export type Options = Readonly<Record<string, unknown>>;

/** An action of the AWS CLI as far as runbooks use it. */
export interface Action {
  readonly options: Readonly<Record<string, Kind>>;
  /** Whether a file for the response's body comes after the options. */
  readonly writesFile?: boolean;
  run(options: Options, region: string | undefined, file: string | undefined): Promise<object>;
}

/** As the API writes the name of an action or a field. */
export const pascalCase = (name: string): string =>
  `-${name}`.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const camelCase = (name: string): string => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

interface Service {
  /** Loaded when it is needed: a runbook runs many programs. */
  readonly load: () => Promise<object>;
  readonly client: string;
  /** Names of request fields. */
  readonly field: (option: string) => string;
}

type Client = new (configuration: object) => { send(command: object): Promise<{ readonly $metadata?: unknown }> };

/** An action that the SDK's client carries out. */
function sdk({ load, client, field }: Service, action: string, options: Action['options']): Action {
  return {
    options,
    async run(given, region) {
      const module = await load();
      const { NodeHttpHandler } = await import('@smithy/node-http-handler');
      const constructors = module as Readonly<Record<string, new (input: object) => object>>;
      const Command = constructors[`${pascalCase(action)}Command`];
      const ServiceClient = Reflect.get(module, client) as Client;
      if (!Command) throw new Error(`no such action: ${action}`);
      const connection = { region, requestHandler: new NodeHttpHandler(), maxAttempts: 1, disableHostPrefix: true };
      const input = Object.fromEntries(Object.entries(given).map(([name, value]) => [field(name), value]));
      const { $metadata: _, ...output } = await new ServiceClient(connection).send(new Command(input));
      return output;
    },
  };
}

const stepFunctions = { load: () => import('@aws-sdk/client-sfn'), client: 'SFNClient', field: camelCase };
const dynamoDb = { load: () => import('@aws-sdk/client-dynamodb'), client: 'DynamoDBClient', field: pascalCase };
const bedrock = {
  load: () => import('@aws-sdk/client-bedrock-runtime'),
  client: 'BedrockRuntimeClient',
  field: camelCase,
};

const application = { 'application-id': 'text', 'environment-id': 'text' } as const;
const profile = { 'application-id': 'text', 'configuration-profile-id': 'text' } as const;
const deployments = (given: Options): string =>
  `/applications/${given['application-id']}/environments/${given['environment-id']}/deployments`;
const versions = (given: Options): string =>
  `/applications/${given['application-id']}/configurationprofiles/${given['configuration-profile-id']}/hostedconfigurationversions`;
const appConfig = async (method: string, path: string, body?: string): Promise<object> =>
  JSON.parse(await aws4Request('appconfig', method, path, body));

/** By service and action. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  'stepfunctions list-state-machines': sdk(stepFunctions, 'list-state-machines', {}),
  'stepfunctions list-executions': sdk(stepFunctions, 'list-executions', {
    'state-machine-arn': 'text',
    'status-filter': 'text',
  }),
  'stepfunctions describe-execution': sdk(stepFunctions, 'describe-execution', { 'execution-arn': 'text' }),
  'stepfunctions get-execution-history': sdk(stepFunctions, 'get-execution-history', {
    'execution-arn': 'text',
    'reverse-order': 'flag',
    'max-results': 'number',
  }),
  'stepfunctions start-execution': sdk(stepFunctions, 'start-execution', {
    'state-machine-arn': 'text',
    name: 'text',
    input: 'text',
  }),
  'stepfunctions start-sync-execution': sdk(stepFunctions, 'start-sync-execution', {
    'state-machine-arn': 'text',
    input: 'text',
  }),
  'stepfunctions stop-execution': sdk(stepFunctions, 'stop-execution', {
    'execution-arn': 'text',
    error: 'text',
    cause: 'text',
  }),
  'stepfunctions list-state-machine-versions': sdk(stepFunctions, 'list-state-machine-versions', {
    'state-machine-arn': 'text',
  }),
  'stepfunctions describe-state-machine-alias': sdk(stepFunctions, 'describe-state-machine-alias', {
    'state-machine-alias-arn': 'text',
  }),
  'stepfunctions update-state-machine-alias': sdk(stepFunctions, 'update-state-machine-alias', {
    'state-machine-alias-arn': 'text',
    'routing-configuration': 'list',
  }),
  'dynamodb describe-table': sdk(dynamoDb, 'describe-table', { 'table-name': 'text' }),
  'dynamodb create-table': sdk(dynamoDb, 'create-table', {
    'table-name': 'text',
    'billing-mode': 'text',
    'attribute-definitions': 'list',
    'key-schema': 'list',
  }),
  'dynamodb get-item': sdk(dynamoDb, 'get-item', { 'table-name': 'text', key: 'json' }),
  'bedrock-runtime converse': sdk(bedrock, 'converse', {
    'model-id': 'text',
    messages: 'json',
    'inference-config': 'structure',
  }),
  'cloudformation describe-stack-resource': {
    options: { 'stack-name': 'text', 'logical-resource-id': 'text' },
    async run(given) {
      const form = new URLSearchParams({
        Action: 'DescribeStackResource',
        StackName: String(given['stack-name']),
        LogicalResourceId: String(given['logical-resource-id']),
      });
      const xml = await aws4Request('cloudformation', 'POST', '/', form.toString());
      const fields = [...xml.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name, text]) => [name, text]);
      return { StackResourceDetail: Object.fromEntries(fields) };
    },
  },
  'appconfig list-deployments': { options: application, run: (given) => appConfig('GET', deployments(given)) },
  'appconfig get-deployment': {
    options: { ...application, 'deployment-number': 'text' },
    run: (given) => appConfig('GET', `${deployments(given)}/${given['deployment-number']}`),
  },
  'appconfig start-deployment': {
    options: {
      ...application,
      'configuration-profile-id': 'text',
      'configuration-version': 'text',
      'deployment-strategy-id': 'text',
    },
    run: (given) =>
      appConfig(
        'POST',
        deployments(given),
        JSON.stringify({ ConfigurationVersion: String(given['configuration-version']) }),
      ),
  },
  'appconfig get-hosted-configuration-version': {
    options: { ...profile, 'version-number': 'text' },
    writesFile: true,
    async run(given, _region, file) {
      writeFileSync(
        String(file),
        await aws4Request('appconfig', 'GET', `${versions(given)}/${given['version-number']}`),
      );
      return { VersionNumber: Number(given['version-number']) };
    },
  },
  'appconfig create-hosted-configuration-version': {
    options: { ...profile, content: 'file', 'content-type': 'text' },
    writesFile: true,
    async run(given, _region, file) {
      writeFileSync(String(file), String(given['content']));
      return appConfig('POST', versions(given), String(given['content']));
    },
  },
};

/** What the text of an option means. */
export const READ: Readonly<Record<Kind, (text: string) => unknown>> = {
  text: (text) => text,
  json: (text) => JSON.parse(text),
  number: Number,
  flag: () => true,
  structure,
  list: (text) => text.split(' ').map(structure),
  file: (text) => readFileSync(text.replace(/^fileb:\/\//, ''), 'utf8'),
};

/** The shorthand `name=value,other=value`. */
function structure(text: string): object {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const equals = pair.indexOf('=');
      const value = pair.slice(equals + 1);
      return [pair.slice(0, equals), /^\d+$/.test(value) ? Number(value) : value];
    }),
  );
}
