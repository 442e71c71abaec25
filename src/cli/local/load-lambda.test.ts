import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  SFNClient,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { localClientOptions } from '../../local/step-functions/index.js';
import { UsageError } from '../usage-error.js';
import { readLocalOptions } from './options.js';
import { serve, type Serving } from './serve.js';

mkdirSync('out', { recursive: true });
const directory = mkdtempSync(join('out', 'lambda-'));
const file = (name: string): string => join(directory, name);

const FILES = {
  'charge.ts': `interface Order { readonly total: number }
export const handler = async ({ total }: Order, context: { functionName: string; getRemainingTimeInMillis(): number }) => ({
  charged: total,
  by: context.functionName,
  hasTime: context.getRemainingTimeInMillis() > 1000,
});
export async function refund({ total }: Order) {
  if (total > 100) throw Object.assign(new Error('more than was paid'), { name: 'RefundRefused' });
  throw new RangeError(\`no refunds of \${total}\`);
}`,
  'callback.cjs': `exports.handler = (event, context, callback) => {
  setImmediate(() => event.fail ? callback(Object.assign(new Error('no'), { name: 'Refused' })) : callback(null, { done: context.functionVersion }));
};`,
  'default.mjs': `export default ({ total }) => { if (total === 0) throw 'nothing to do'; };`,
  'broken.mjs': `throw new Error('no configuration');`,
  'empty.mjs': `export const version = 1;`,
};

let serving: Serving;
let client: SFNClient;
beforeAll(async () => {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(file(name), text);
  const lambda = [
    `charge=${file('charge.ts')}`,
    `refund=${file('charge.ts')}#refund`,
    `callback=${file('callback.cjs')}`,
    `default=${file('default.mjs')}`,
  ];
  serving = await serve(readLocalOptions({ port: '0', clock: 'skip', lambda }, {}), { write: () => {} });
  client = new SFNClient(localClientOptions(serving.url));
});
afterAll(async () => {
  client.destroy();
  await serving.close();
  rmSync(directory, { recursive: true });
});

/** What an execution gives whose only task invokes the function. */
async function invoke(functionName: string, input: object) {
  const Task = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: functionName, 'Payload.$': '$' },
    OutputPath: '$.Payload',
    End: true,
  };
  const definition = JSON.stringify({ StartAt: 'Task', States: { Task } });
  const roleArn = 'arn:aws:iam::123456789012:role/any';
  const name = `invoke-${functionName.split(':').at(-1)}`;
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name, definition, roleArn, type: 'EXPRESS' }),
  );
  const { status, output, error, cause } = await client.send(
    new StartSyncExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
  return status === 'SUCCEEDED'
    ? JSON.parse(output ?? '')
    : { error, cause: cause?.startsWith('{') ? JSON.parse(cause) : cause };
}

describe('a function by its file', () => {
  test('gets the event and a context, by name and by ARN', async () => {
    const charged = { charged: 5, by: 'charge', hasTime: true };
    expect(await invoke('charge', { total: 5 })).toEqual(charged);
    expect(await invoke('arn:aws:lambda:us-east-1:123456789012:function:charge', { total: 5 })).toEqual(charged);
  });

  test('fails as Lambda reports it', async () => {
    expect(await invoke('refund', { total: 500 })).toEqual({
      error: 'RefundRefused',
      cause: {
        errorType: 'RefundRefused',
        errorMessage: 'more than was paid',
        trace: [
          expect.stringMatching(/^(?:RefundRefused|Error): more than was paid$/),
          expect.stringMatching(/^ {4}at .*refund.*charge\.ts:8:/),
        ],
      },
    });
    expect(await invoke('refund', { total: 5 })).toMatchObject({ error: 'RangeError' });
  });

  test('may answer by its callback', async () => {
    expect(await invoke('callback', {})).toEqual({ done: '$LATEST' });
    expect(await invoke('callback', { fail: true })).toMatchObject({ error: 'Refused', cause: { errorMessage: 'no' } });
  });

  test('may be the default export, give nothing, and throw what is no error', async () => {
    expect(await invoke('default', { total: 1 })).toBeNull();
    expect(await invoke('default', { total: 0 })).toEqual({
      error: 'string',
      cause: { errorType: 'string', errorMessage: 'nothing to do', trace: [] },
    });
  });
});

test('a function that nobody serves: what is served, and how to serve another one', async () => {
  const { error, cause } = await invoke('chargee', {});
  expect(error).toBe('States.Runtime');
  expect(cause).toBe(
    "No function 'chargee' here; served: charge, refund, callback, default; did you mean 'charge'? (--lambda chargee=FILE, or --lambda-endpoint URL)",
  );
  expect((await invoke('arn:aws:lambda:us-east-1:123456789012:function:zz:live', {})).cause).toContain(
    "No function 'zz' here; served: charge, refund, callback, default (--lambda zz=FILE",
  );
});

describe('what is wrong is reported at once', () => {
  const problemsOf = async (...lambda: readonly string[]): Promise<string> => {
    try {
      await serve(readLocalOptions({ port: '0', lambda }, {}), { write: () => {} });
    } catch (error) {
      if (error instanceof UsageError) return error.message;
      throw error;
    }
    return 'it serves';
  };

  test('a file that is missing, one that throws, and one without a handler', async () => {
    const lines = (
      await problemsOf(
        `a=${file('missing.ts')}`,
        `b=${file('broken.mjs')}`,
        `c=${file('empty.mjs')}`,
        `d=${file('charge.ts')}#charge`,
      )
    ).split('\n');
    expect(lines).toEqual([
      `--lambda a=${file('missing.ts')}: there is no file ${join(process.cwd(), file('missing.ts'))}.`,
      expect.stringMatching(/^--lambda b=\S+broken\.mjs: .*no configuration/),
      `--lambda c=${file('empty.mjs')}: the file exports neither a function 'handler' nor a default one; it has version.`,
      `--lambda d=${file('charge.ts')}#charge: the file exports no function 'charge'; it has handler, refund.`,
    ]);
  });

  test('words that are no function and file, and a function given twice', async () => {
    expect(await problemsOf('charge.ts', 'charge=charge.py', 'x=a.ts', 'x=b.ts')).toBe(
      [
        '--lambda charge.ts: expected NAME=FILE or NAME=FILE#EXPORT, such as charge=functions/charge.ts.',
        '--lambda charge=charge.py: expected NAME=FILE or NAME=FILE#EXPORT, such as charge=functions/charge.ts.',
        '--lambda x=…: given more than once, expected one file for a function.',
      ].join('\n'),
    );
  });
});
