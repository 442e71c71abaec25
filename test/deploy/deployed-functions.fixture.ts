import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { LambdaHandler } from '../../src/engine/index.js';
import type { DeployedStack } from './deployed-stack.fixture.js';
import { zipEntries } from './zip-entries.fixture.js';

/** A function as Lambda has it after a deployment. */
export interface DeployedFunction {
  readonly name: string;
  readonly handler: LambdaHandler;
  readonly environment: Readonly<Record<string, string>>;
}

/** The functions of a stack, out of the zips that were uploaded. Call `remove` when they are no longer invoked. */
export interface DeployedFunctions {
  readonly functions: readonly DeployedFunction[];
  remove(): void;
}

/** @throws Error for a function whose zip was not uploaded, or does not hold its handler */
export function deployedFunctions(stack: DeployedStack, objects: ReadonlyMap<string, Buffer>): DeployedFunctions {
  const directory = mkdtempSync(join(tmpdir(), 'stepbreaker-functions-'));
  const load = createRequire(import.meta.url);
  const functions = stack
    .ofType<FunctionProperties>('AWS::Lambda::Function')
    .map(({ name, properties }): DeployedFunction => {
      const { Code, Handler, Environment } = properties;
      const [file, exported] = splitHandler(Handler);
      const code = zipEntries(objects.get(`${Code.S3Bucket}/${Code.S3Key}`) ?? Buffer.alloc(22));
      if (!code.has(`${file}.cjs`))
        throw new Error(`The zip of ${name} has no ${file}.cjs, expected the handler ${Handler} in it`);
      for (const [path, content] of code) writeFileSync(join(directory, basename(path)), content);
      const path = join(directory, `${basename(file)}.cjs`);
      // Loaded by its first invocation, as a cold start does: most tests need one or two of them.
      const handler: LambdaHandler = (event, context) => load(path)[exported](event, context);
      return { name, handler, environment: Environment.Variables };
    });
  return { functions, remove: () => rmSync(directory, { recursive: true }) };
}

interface FunctionProperties {
  readonly Code: { readonly S3Bucket: string; readonly S3Key: string };
  readonly Handler: string;
  readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
}

function splitHandler(handler: string): [file: string, exported: string] {
  const dot = handler.lastIndexOf('.');
  return [handler.slice(0, dot), handler.slice(dot + 1)];
}
