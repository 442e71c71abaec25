/**
 * Stands for the AWS CLI in the commands of runbooks: `aws SERVICE ACTION --option value … --query PATH --output text`.
 * The SDK's client makes the request, so that a misspelt option or action fails here as it would there.
 */
import * as bedrockRuntime from '@aws-sdk/client-bedrock-runtime';
import * as sfn from '@aws-sdk/client-sfn';
import { NodeHttpHandler } from '@smithy/node-http-handler';

interface Service {
  readonly module: Readonly<Record<string, unknown>>;
  readonly client: string;
}

const SERVICES: Readonly<Record<string, Service>> = {
  stepfunctions: { module: { ...sfn }, client: 'SFNClient' },
  'bedrock-runtime': { module: { ...bedrockRuntime }, client: 'BedrockRuntimeClient' },
};

/** Options of the CLI itself, which are no part of a request. */
const OWN = new Set(['query', 'output', 'region', 'profile', 'endpoint-url', 'max-items']);

type Constructor = new (options: object) => { send(command: object): Promise<object> };

async function main([serviceName = '', action = '', ...words]: readonly string[]): Promise<void> {
  const service = SERVICES[serviceName];
  if (!service) throw new Error(`no such service: ${serviceName}`);
  const options = optionsOf(words);
  const command = service.module[`${pascalCase(action)}Command`] as (new (input: object) => object) | undefined;
  if (!command) throw new Error(`no such action: ${serviceName} ${action}`);
  const input = Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => (OWN.has(name) ? [] : [[camelCase(name), valueOf(value)]])),
  );
  const region = options['region'] ?? process.env['AWS_REGION'];
  const endpoint = options['endpoint-url'];
  const client = new (service.module[service.client] as Constructor)({
    region,
    ...(endpoint !== undefined && { endpoint }),
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  });
  const { $metadata: _, ...output } = (await client.send(new command(input))) as { $metadata?: unknown };
  print(select(output, options['query']), options['output']);
}

function optionsOf(words: readonly string[]): Record<string, string> {
  const options: Record<string, string> = {};
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('--')) throw new Error(`Unknown options: ${word}`);
    const next = words[at + 1];
    const isFlag = next === undefined || next.startsWith('--');
    options[word.slice(2)] = isFlag ? 'true' : next;
    if (!isFlag) at++;
  }
  return options;
}

/** JSON, a number, a flag, or the shorthand `name=value`; `--input` stays text, since what it holds is text to the API. */
function valueOf(text: string): unknown {
  if (text === 'true') return true;
  if (text.startsWith('[') || /^\d+$/.test(text)) return JSON.parse(text);
  const [, name, value] = /^(\w+)=(\w+)$/.exec(text) ?? [];
  return name === undefined ? text : { [name]: Number.isNaN(Number(value)) ? value : Number(value) };
}

/** The part of JMESPath that runbooks use: names, `[n]`, `[?name=='text']` and `|`. */
function select(value: unknown, query: string | undefined): unknown {
  if (query === undefined) return value;
  return query.split('|').reduce((selected, path) => along(selected, path.trim()), value);
}

function along(value: unknown, path: string): unknown {
  let current = value;
  let isProjected = false;
  for (const [step, name, index, field, text] of path.matchAll(/\.?(\w+)|\[(-?\d+)\]|\[\?(\w+)=='([^']*)'\]/g)) {
    if (field !== undefined) {
      current = (current as Record<string, unknown>[]).filter((each) => each[field] === text);
      isProjected = true;
    } else if (index !== undefined) current = (current as unknown[]).at(Number(index));
    else if (name !== undefined && isProjected)
      current = (current as Record<string, unknown>[]).map((each) => each[name]);
    else if (name !== undefined) current = (current as Record<string, unknown> | undefined)?.[name];
    else throw new Error(`--query: ${step} is beyond this stand-in`);
  }
  return current;
}

function print(value: unknown, output: string | undefined): void {
  const text =
    typeof value === 'object' && value !== null ? JSON.stringify(value, undefined, 4) : String(value ?? 'None');
  process.stdout.write(`${output === 'text' ? text : typeof value === 'string' ? JSON.stringify(value) : text}\n`);
}

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const pascalCase = (name: string): string => camelCase(`-${name}`);

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`\nAn error occurred: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 254;
}
