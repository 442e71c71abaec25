/**
 * Emulates the AWS CLI in the commands of runbooks: `aws SERVICE ACTION --option value … --query PATH --output text`.
 * An action or an option that is not in {@link ACTIONS} fails, as does what the service refuses.
 */
import { ACTIONS, pascalCase, READ, type Action } from './aws-cli-actions.fixture.js';

/** Options of the CLI itself, which are no part of a request. */
const OWN = ['query', 'output', 'region'] as const;

interface Words {
  readonly request: Readonly<Record<string, unknown>>;
  readonly own: Readonly<Partial<Record<(typeof OWN)[number], string>>>;
  readonly file: string | undefined;
}

async function main([service = '', name = '', ...words]: readonly string[]): Promise<void> {
  const action = ACTIONS[`${service} ${name}`];
  if (!action) throw new Error(`no such action: ${service} ${name}`);
  const { request, own, file } = read(words, action);
  const output = await action.run(request, own.region ?? process.env['AWS_REGION'], file);
  print(select(output, own.query), own.output);
}

function read(words: readonly string[], { options, writesFile = false }: Action): Words {
  const request: Record<string, unknown> = {};
  const own: Record<string, string> = {};
  const files: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const name = word.slice(2);
    const kind = options[name];
    if (!word.startsWith('--')) files.push(word);
    else if (kind === 'flag') request[name] = true;
    else {
      const following = words.slice(at + 1);
      // A list goes on to the next option.
      const next = following.findIndex((each) => each.startsWith('--'));
      const values = following.slice(0, kind !== 'list' ? 1 : next === -1 ? following.length : next);
      at += values.length;
      if (kind) request[name] = READ[kind](values.join(' '));
      else if (OWN.some((known) => known === name)) own[name] = values.join(' ');
      else throw new Error(`Unknown options: ${word}`);
    }
  }
  if (files.length !== (writesFile ? 1 : 0)) throw new Error(`Unknown options: ${files.join(' ')}`);
  return { request, own, file: files[0] };
}

/** The part of JMESPath that runbooks use: names, `[n]`, `[?name=='text']` and `|`. */
function select(value: unknown, query: string | undefined): unknown {
  if (query === undefined) return value;
  return query.split('|').reduce((selected, path) => along(selected, path.trim()), value);
}

const STEP = /\.?(\w+)|\[(-?\d+)\]|\[\?(\w+)=='([^']*)'\]/g;

function along(value: unknown, path: string): unknown {
  if (path.replaceAll(STEP, '') !== '') throw new Error(`--query: ${path} is beyond this stand-in`);
  let current = value;
  let isProjected = false;
  for (const [, name, index, field, text] of path.matchAll(STEP)) {
    if (field !== undefined) {
      current = (current as Record<string, unknown>[]).filter((each) => each[field] === text);
      isProjected = true;
    } else if (index !== undefined) current = (current as unknown[]).at(Number(index));
    else if (isProjected) current = (current as Record<string, unknown>[]).map((each) => each[name ?? '']);
    else current = (current as Record<string, unknown> | undefined)?.[name ?? ''];
  }
  return current;
}

function print(value: unknown, output: string | undefined): void {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value, undefined, 4) : undefined;
  const line = text ?? (output === 'text' ? String(value ?? 'None') : JSON.stringify(value ?? null));
  process.stdout.write(`${line}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const operation = pascalCase(process.argv[3] ?? '');
  process.stderr.write(`\nAn error occurred (${name}) when calling the ${operation} operation: ${message}\n`);
  process.exitCode = 254;
}
