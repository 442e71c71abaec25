import { realClock, scaledClock, skipClock, type Clock, type LambdaHandler } from '../../engine/index.js';
import { startLocalStepFunctions, type CallLog } from '../../local/step-functions/index.js';
import { stdout } from '../terminal-stream.js';
import { UsageError } from '../usage-error.js';
import { unknownFunction } from './unknown-function.js';
import type { ClockChoice, LocalOptions } from './options.js';

/** A server that listens. */
export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the server and prints its address.
 *
 * @throws UsageError when a function cannot be loaded, the mock config cannot be used, or the server cannot listen there
 */
export async function serve(
  { clock, jsonLog, lambdas, ...options }: LocalOptions,
  stdout: { write(text: string): unknown },
): Promise<Serving> {
  const log = (call: CallLog): void => void stdout.write(`${JSON.stringify(call)}\n`);
  const handlers =
    lambdas.length === 0
      ? new Map<string, LambdaHandler>()
      : await (await import('./load-lambda.js')).loadLambdas(lambdas);
  try {
    const server = await startLocalStepFunctions({
      ...options,
      clock: clockOf(clock),
      environment: process.env,
      ...(jsonLog ? { log } : {}),
    });
    for (const [name, handler] of handlers) server.engine.lambda(name, handler);
    server.engine.fallBackTo({ lambda: unknownFunction([...handlers.keys()]) });
    const { url } = server;
    stdout.write(jsonLog ? `${JSON.stringify({ listening: url })}\n` : `Step Functions listens on ${url}\n`);
    return server;
  } catch (error) {
    throw error instanceof Error ? new UsageError([error.message]) : error;
  }
}

function clockOf(choice: ClockChoice): Clock {
  if (choice.mode === 'scale') return scaledClock(choice.factor);
  return choice.mode === 'skip' ? skipClock() : realClock();
}

/** Serves until the process gets a signal to end; executions that run then end with it. */
export async function serveUntilSignal(options: LocalOptions): Promise<void> {
  const stopped = new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const server = await serve(options, stdout);
  await stopped;
  await server.close();
  // Waits of running executions would keep the process for as long as they last.
  process.exit();
}
