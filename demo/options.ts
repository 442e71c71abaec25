import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { circuitConfigurationJsonSchema, circuitConfigurationSchema } from '../src/circuit/configuration.js';
import { packageRoot } from '../src/cli/package-root.js';
import { UsageError } from '../src/cli/usage-error.js';
import { InvalidOutage, parseOutage, type Outage, type Target } from './outage.js';

/** The options of `stepbreaker demo` as they were typed. */
export interface GivenDemoOptions {
  readonly users?: string;
  readonly catalogue?: string;
  readonly limit?: string;
  /** `false` for `--no-outage`. */
  readonly outage?: readonly string[] | boolean;
  readonly chunk?: string;
  readonly concurrency?: string;
  readonly whileOpen?: string;
  readonly clock?: string;
  readonly seed?: string;
  readonly input?: string;
  readonly port?: string;
  readonly out?: string;
  readonly strict?: boolean;
  readonly continue?: boolean;
  readonly json?: boolean;
}

/** The options of `stepbreaker demo`, checked. */
export interface DemoOptions {
  readonly users: string;
  readonly catalogue: string;
  /** Undefined: every line. */
  readonly limit: number | undefined;
  readonly outages: readonly Outage[];
  readonly chunk: number;
  readonly concurrency: number;
  readonly whileOpen: 'fallback' | 'wait';
  readonly clock: 'skip' | 'real';
  readonly seed: number;
  /** Merged into the execution's input. */
  readonly input: Readonly<Record<string, unknown>>;
  /** 0: any free port. */
  readonly port: number;
  readonly out: string;
  readonly strict: boolean;
  readonly continue: boolean;
  readonly json: boolean;
}

const circuitDefaults = circuitConfigurationSchema.parse({});
const circuitRanges = circuitConfigurationJsonSchema().properties;
const rangeOf = (field: 'chunkSize' | 'concurrency'): Range => ({
  least: circuitRanges[field]?.minimum ?? 1,
  most: circuitRanges[field]?.maximum ?? Number.MAX_SAFE_INTEGER,
});

/** What holds for an option that is not given. */
export const demoDefaults = {
  users: join(packageRoot(), 'samples', 'readers.ndjson'),
  catalogue: join(packageRoot(), 'samples', 'catalogue.csv'),
  /** In the middle of the run over the samples. */
  outage: '20s..50s',
  chunk: circuitDefaults.chunkSize,
  concurrency: circuitDefaults.concurrency,
  whileOpen: circuitDefaults.whileOpen,
  clock: 'skip',
  seed: 1,
  port: 0,
  out: 'out',
} as const;

interface Range {
  readonly least: number;
  readonly most: number;
}

/**
 * Checks what was typed and fills in the defaults.
 * @param targets the models of the run, the primary one first: what `--outage` may name
 * @throws UsageError with every problem at once
 */
export function readDemoOptions(given: GivenDemoOptions, targets: readonly [Target, ...Target[]]): DemoOptions {
  const problems: string[] = [];

  const integer = (flag: string, text: string | undefined, { least, most }: Range, fallback: number): number => {
    if (text === undefined) return fallback;
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    problems.push(`${flag} is "${text}", expected a whole number from ${least} to ${most}.`);
    return fallback;
  };
  const oneOf = <Choice extends string>(
    flag: string,
    text: string | undefined,
    choices: readonly Choice[],
    fallback: Choice,
  ): Choice => {
    const choice = text === undefined ? fallback : choices.find((candidate) => candidate === text);
    if (choice === undefined) problems.push(`${flag} is "${text}", expected ${choices.join(' or ')}.`);
    return choice ?? fallback;
  };
  const file = (flag: string, path: string): string => {
    const found = kindOf(path);
    if (found !== 'file')
      problems.push(
        `${flag} is "${path}", expected a file: there is ${found === undefined ? 'nothing' : 'a directory'} there.`,
      );
    else if (!isReadable(path)) problems.push(`${flag} is "${path}", expected a file that may be read.`);
    return path;
  };
  const directory = (flag: string, path: string): string => {
    if (kindOf(path) === 'file') problems.push(`${flag} is "${path}", expected a directory: there is a file there.`);
    return path;
  };

  const options: DemoOptions = {
    users: file('--users', given.users ?? demoDefaults.users),
    catalogue: file('--catalogue', given.catalogue ?? demoDefaults.catalogue),
    limit:
      given.limit === undefined ? undefined : integer('--limit', given.limit, { least: 0, most: 1_000_000_000 }, 0),
    outages: outages(given.outage, targets, problems),
    chunk: integer('--chunk', given.chunk, rangeOf('chunkSize'), demoDefaults.chunk),
    concurrency: integer('--concurrency', given.concurrency, rangeOf('concurrency'), demoDefaults.concurrency),
    whileOpen: oneOf('--while-open', given.whileOpen, ['fallback', 'wait'], demoDefaults.whileOpen),
    clock: oneOf('--clock', given.clock, ['skip', 'real'], demoDefaults.clock),
    seed: integer('--seed', given.seed, { least: 0, most: 4_294_967_295 }, demoDefaults.seed),
    input: executionInput(given.input, problems),
    port: integer('--port', given.port, { least: 0, most: 65_535 }, demoDefaults.port),
    out: directory('--out', given.out ?? demoDefaults.out),
    strict: given.strict ?? false,
    continue: given.continue ?? false,
    json: given.json ?? false,
  };
  if (problems.length > 0) throw new UsageError(problems);
  return options;
}

function outages(
  given: GivenDemoOptions['outage'],
  targets: readonly [Target, ...Target[]],
  problems: string[],
): readonly Outage[] {
  if (given === false) return [];
  const windows = typeof given === 'object' ? given : [demoDefaults.outage];
  return windows.flatMap((window) => {
    try {
      return [parseOutage(window, targets)];
    } catch (error) {
      if (!(error instanceof InvalidOutage)) throw error;
      problems.push(error.message);
      return [];
    }
  });
}

function executionInput(text: string | undefined, problems: string[]): Readonly<Record<string, unknown>> {
  if (text === undefined) return {};
  const input = parsedJson(text);
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) {
    if ('items' in input) problems.push('--input has "items", expected none: the readers come from --users.');
    return { ...input };
  }
  problems.push(
    `--input is ${JSON.stringify(text)}, expected a JSON object such as {"state":"HALF_OPEN","failure_count":0}.`,
  );
  return {};
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function kindOf(path: string): 'file' | 'directory' | undefined {
  try {
    return statSync(path).isDirectory() ? 'directory' : 'file';
  } catch {
    // Nothing there, or nothing that may be looked at: for the user it comes to the same.
    return undefined;
  }
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
