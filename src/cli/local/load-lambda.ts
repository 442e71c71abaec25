import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { TaskError, type LambdaContext, type LambdaHandler } from '../../engine/index.js';
import { isError } from '../../runtime/is-error.js';
import { importModule, type Exports } from '../import-module.js';
import { UsageError } from '../usage-error.js';
import type { LambdaOption } from './lambda-option.js';

/** What Lambda's Node.js runtime gives a handler beside the event, for those that look at it. */
export interface FunctionContext extends LambdaContext {
  readonly functionVersion: '$LATEST';
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  callbackWaitsForEmptyEventLoop: boolean;
}

/** A handler of Lambda's Node.js runtime: it returns its answer, or gives it to the callback that is its third parameter. */
type FunctionHandler = (event: unknown, context: FunctionContext, callback: Callback) => unknown;
type Callback = (error?: unknown, answer?: unknown) => void;

/**
 * Loads the handlers of functions from the user's files.
 *
 * @returns what stands for each function, by its name
 * @throws UsageError for every file that is missing, cannot be loaded or has no handler
 */
export async function loadLambdas(options: readonly LambdaOption[]): Promise<ReadonlyMap<string, LambdaHandler>> {
  const problems: string[] = [];
  const handlers = new Map<string, LambdaHandler>();
  for (const option of options) {
    try {
      handlers.set(option.functionName, asEngineCalls(await handlerOf(option)));
    } catch (error) {
      problems.push(`${option.text}: ${isError(error) ? error.message : String(error)}`);
    }
  }
  if (problems.length > 0) throw new UsageError(problems);
  return handlers;
}

async function handlerOf({ file, exportName }: LambdaOption): Promise<FunctionHandler> {
  if (!existsSync(file)) throw new Error(`there is no file ${resolve(file)}.`);
  const exports = await importModule(resolve(file));
  const names = exportName === undefined ? ['handler', 'default'] : [exportName];
  const found = names.map((name) => exported(exports, name)).find((value) => typeof value === 'function');
  // Whatever the function takes, it gets an event.
  if (found !== undefined) return found as FunctionHandler;
  const wanted =
    exportName === undefined ? "neither a function 'handler' nor a default one" : `no function '${exportName}'`;
  throw new Error(`the file exports ${wanted}; it has ${Object.keys(exports).join(', ') || 'no exports'}.`);
}

/** Of a CommonJS module all that it exports is the default export, too. */
function exported(exports: Exports, name: string): unknown {
  const { [name]: own, default: whole } = exports;
  if (typeof own === 'function' || typeof whole !== 'object' || whole === null) return own;
  return Reflect.get(whole, name);
}

function asEngineCalls(handler: FunctionHandler): LambdaHandler {
  return (event: unknown, context: LambdaContext) => {
    const given = functionContext(context);
    return new Promise(function callFunction(answered, failed) {
      const callback: Callback = (error, answer) => (error == null ? answered(answer) : failed(error));
      const returned = handler(event, given, callback);
      // A handler that takes the callback and returns nothing answers with the callback.
      if (returned !== undefined || handler.length < 3) answered(returned);
    }).catch((error: unknown) => {
      throw withTrace(error);
    });
  };
}

/** Lines of a stack below the user's: those of this file, of the loader and of Node.js. */
const NOT_THE_USERS = /\bcallFunction\b|\bnew Promise\b|\(?node:internal\//;

/** An error as Lambda's Node.js runtime reports it: with its name, message, and the lines of its stack. */
function withTrace(error: unknown): unknown {
  if (!isError(error) || error instanceof TaskError) return error;
  const { name: errorType, message: errorMessage, stack = '' } = error;
  const lines = stack.split('\n');
  const own = lines.findIndex((line) => NOT_THE_USERS.test(line));
  const trace = own < 0 ? lines : lines.slice(0, own);
  return new TaskError(errorType, JSON.stringify({ errorType, errorMessage, trace }));
}

function functionContext(context: LambdaContext): FunctionContext {
  const { functionName } = context;
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: context.invokedFunctionArn,
    memoryLimitInMB: '128',
    awsRequestId: context.awsRequestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    signal: context.signal,
    getRemainingTimeInMillis: () => context.getRemainingTimeInMillis(),
  };
}
