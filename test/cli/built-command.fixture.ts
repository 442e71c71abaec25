import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { expect } from '@jest/globals';

/** The built command line as a user runs it. `npm test` builds before it tests. */
const MAIN = join(process.cwd(), 'dist/cli/main.js');

/** Text that a terminal would take for orders: a title, colours, C1's CSI, a bell, a line written over, text turned round. */
export const HOSTILE = '\u001B]0;owned\u0007\u001B[31mred\u009B2Jx\rover\u007F\u202Eright';

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/;

/** What a command printed, and its exit code. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface Surroundings {
  readonly directory?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly stdin?: string;
}

/** Nothing of the developer's own AWS configuration, and nobody who is asked for credentials. */
const ENVIRONMENT = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};

export function startCommand(words: readonly string[], { directory, environment }: Surroundings = {}): ChildProcess {
  return spawn(process.execPath, [MAIN, ...words], { cwd: directory, env: { ...ENVIRONMENT, ...environment } });
}

/** Runs a command to its end. That no control character gets out is checked of every one. */
export async function run(words: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const child = startCommand(words, surroundings);
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (text) => (stdout += text));
  child.stderr?.on('data', (text) => (stderr += text));
  child.stdin?.end(surroundings.stdin ?? '');
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const leaked = [stdout, stderr].flatMap((text) => text.split('\n')).filter((line) => CONTROL.test(line));
  expect({ command: words.join(' '), leaked }).toEqual({ command: words.join(' '), leaked: [] });
  return { code, stdout, stderr };
}

/** The lines of JSON that a command printed, after it ended well. */
export function jsonOf({ stdout }: Ran): readonly Record<string, unknown>[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
