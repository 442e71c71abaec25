import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ChildProcess } from 'node:child_process';
import { SFN } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { localClientOptions } from '../../src/local/step-functions/index.js';
import { HOSTILE, run, startCommand } from './built-command.fixture.js';

let directory: string;
beforeAll(() => {
  mkdirSync('out', { recursive: true });
  directory = mkdtempSync(join(process.cwd(), 'out', 'local-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  /** Ends it as an operator does; gives the exit code. */
  stop(): Promise<unknown>;
}

async function serve(...words: readonly string[]): Promise<Served> {
  const child = startCommand(['local', '--port', '0', '--clock', 'skip', ...words], { directory });
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [string];
  return {
    child,
    url: /http:\/\/[\d.:]+/.exec(line)?.[0] ?? '',
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      return (await ended)[0];
    },
  };
}

/** Runs a machine of one Task that invokes a function, through the SDK. */
async function invoke(url: string, FunctionName: string, input: object) {
  const sdk = new SFN(localClientOptions(url));
  const Task = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName, Payload: '{% $states.input %}' },
    Output: '{% $states.result.Payload %}',
    End: true,
  };
  try {
    const { stateMachineArn } = await sdk.createStateMachine({
      name: `call-${FunctionName}`,
      definition: JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Task', States: { Task } }),
      roleArn: 'arn:aws:iam::123456789012:role/any',
      type: 'EXPRESS',
    });
    const { output, error } = await sdk.startSyncExecution({ stateMachineArn, input: JSON.stringify(input) });
    return output === undefined ? { error } : JSON.parse(output);
  } finally {
    sdk.destroy();
  }
}

test('serves the SDK with functions in TypeScript and JavaScript, and stops with exit code 0', async () => {
  writeFileSync(join(directory, 'price.ts'), 'export const priceOf = (count: number): number => count * 3;\n');
  writeFileSync(
    join(directory, 'charge.ts'),
    `import { priceOf } from './price.js';
enum Kind { Paid = 'paid' }
export const handler = async ({ count }: { readonly count: number }) => ({ kind: Kind.Paid, price: priceOf(count) });`,
  );
  writeFileSync(
    join(directory, 'refund.mjs'),
    `export const refund = () => { throw Object.assign(new Error('too late'), { name: 'RefundRefused' }); };`,
  );
  const { url, stop } = await serve('--lambda', 'charge=charge.ts', '--lambda', 'refund=refund.mjs#refund');
  const answers = await Promise.all([invoke(url, 'charge', { count: 2 }), invoke(url, 'refund', {})]);
  expect(await stop()).toBe(0);
  expect(answers).toEqual([{ kind: 'paid', price: 6 }, { error: 'RefundRefused' }]);
});

test('functions that cannot be loaded, and a port that is taken, end it with exit code 2', async () => {
  writeFileSync(join(directory, 'throws.mjs'), `throw new Error(${JSON.stringify(`no table ${HOSTILE}`)});`);
  writeFileSync(join(directory, 'nothing.mjs'), 'export const version = 1;');
  const local = (...words: readonly string[]) => run(['local', '--port', '0', ...words], { directory });
  const [missing, throwing, without, wrong, all] = await Promise.all([
    local('--lambda', 'a=missing.ts'),
    local('--lambda', 'a=throws.mjs'),
    local('--lambda', 'a=nothing.mjs'),
    local('--lambda', `a${HOSTILE}`),
    local('--lambda', 'a=missing.ts', '--lambda', 'b=nothing.mjs'),
  ]);
  for (const ran of [missing, throwing, without, wrong, all]) expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(missing.stderr).toBe(`--lambda a=missing.ts: there is no file ${join(directory, 'missing.ts')}.\n`);
  expect(throwing.stderr).toMatch(/^--lambda a=throws\.mjs: .*no table \\u001b\]0;owned/);
  expect(without.stderr).toContain("exports neither a function 'handler' nor a default one; it has version.");
  expect(wrong.stderr).toContain('expected NAME=FILE');
  expect(all.stderr.trim().split('\n')).toHaveLength(2);
});

test('its log holds no orders to a terminal', async () => {
  const served = await serve('--json-log');
  const lines: string[] = [];
  createInterface({ input: served.child.stdout as NodeJS.ReadableStream }).on('line', (line) => lines.push(line));
  const target = `AWSStepFunctions.List\u009BActivities`;
  const answer = await fetch(served.url, { method: 'POST', headers: { 'X-Amz-Target': target }, body: '{}' });
  expect(answer.status).toBe(400);
  const port = new URL(served.url).port;
  const taken = await run(['local', '--port', port]);
  expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining(`Port ${port} on 127.0.0.1 is in use`) });
  expect(await served.stop()).toBe(0);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ status: 400 }]);
  expect(lines.join('')).not.toContain('\u009B');
});
