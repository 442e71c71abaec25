import { Command } from 'commander';
import { realClock, scaledClock, skipClock, type Clock } from '../engine/index.js';
import { startLocalStepFunctions, type CallLog, type LocalStepFunctions } from '../local/step-functions/index.js';
import { UsageError } from './usage-error.js';

export interface LocalOptions {
  readonly port: string;
  readonly host: string;
  readonly clock: string;
  readonly account?: string;
  readonly region?: string;
  readonly lambdaEndpoint?: string;
  readonly mockConfig?: string;
  readonly jsonLog?: boolean;
}

/** Where the command prints to, and what it knows of its surroundings. */
export interface LocalStreams {
  readonly stdout: { write(text: string): unknown };
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Starts the server as the options say, and prints its address.
 *
 * @throws UsageError with every option that is wrong, or when the port is taken
 */
export async function local(options: LocalOptions, { stdout, environment }: LocalStreams): Promise<LocalStepFunctions> {
  const problems: string[] = [];
  const port = portOf(options.port, problems);
  const clock = clockOf(options.clock, problems);
  const lambda = urlOf('--lambda-endpoint', options.lambdaEndpoint ?? environment['LAMBDA_ENDPOINT'], problems);
  const eventBridge = urlOf(
    'AWS_ENDPOINT_URL_EVENTBRIDGE',
    environment['AWS_ENDPOINT_URL_EVENTBRIDGE'] ?? environment['EVENTS_ENDPOINT'],
    problems,
  );
  const accountId = options.account ?? environment['AWS_ACCOUNT_ID'];
  if (accountId !== undefined && !/^\d{12}$/.test(accountId)) {
    problems.push(`--account ${accountId}: expected the twelve digits of an AWS account.`);
  }
  const region = options.region ?? environment['AWS_DEFAULT_REGION'] ?? environment['AWS_REGION'];
  const mockConfig = options.mockConfig ?? environment['SFN_MOCK_CONFIG'];
  if (problems.length > 0) throw new UsageError(problems);
  let server: LocalStepFunctions;
  try {
    server = await startLocalStepFunctions({
      port,
      host: options.host,
      clock,
      ...(accountId === undefined ? {} : { accountId }),
      ...(region === undefined ? {} : { region }),
      ...(lambda === undefined ? {} : { lambdaEndpoint: lambda }),
      ...(eventBridge === undefined ? {} : { eventBridgeEndpoint: eventBridge }),
      ...(mockConfig === undefined ? {} : { mockConfigFile: mockConfig }),
      ...(options.jsonLog ? { log: (call: CallLog) => stdout.write(`${JSON.stringify(call)}\n`) } : {}),
    });
  } catch (error) {
    throw error instanceof Error ? new UsageError([error.message]) : error;
  }
  stdout.write(
    options.jsonLog ? `${JSON.stringify({ listening: server.url })}\n` : `Step Functions listens on ${server.url}\n`,
  );
  return server;
}

function portOf(text: string, problems: string[]): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  problems.push(`--port ${text}: expected a number from 0 (any free port) to 65535.`);
  return 0;
}

function clockOf(text: string, problems: string[]): Clock {
  if (text === 'real') return realClock();
  if (text === 'skip') return skipClock();
  const factor = Number(/^scale=(\d+(?:\.\d+)?)$/.exec(text)?.[1]);
  if (factor > 0) return scaledClock(factor);
  problems.push(
    `--clock ${text}: expected real, skip, or scale=N such as scale=60, which makes a minute of every second.`,
  );
  return realClock();
}

function urlOf(option: string, text: string | undefined, problems: string[]): URL | undefined {
  if (text === undefined || text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:') return url;
  problems.push(`${option} ${text}: expected a URL such as http://127.0.0.1:3001.`);
  return undefined;
}

const EXAMPLES = `
Examples:
  stepbreaker local
  stepbreaker local --port 0 --clock skip
  stepbreaker local --lambda-endpoint http://127.0.0.1:3001 --clock scale=60
  stepbreaker local --mock-config MockConfigFile.json
  aws stepfunctions list-state-machines --endpoint-url http://127.0.0.1:8083

Environment: LAMBDA_ENDPOINT and SFN_MOCK_CONFIG stand for the options of that name, AWS_ACCOUNT_ID and AWS_DEFAULT_REGION
for --account and --region; AWS_ENDPOINT_URL_EVENTBRIDGE gets the status changes of executions.
SIGTERM and SIGINT stop it. Exit code 2: wrong use, or the port is taken.`;

/** The `local` command. */
export function localCommand(streams: LocalStreams = { stdout: process.stdout, environment: process.env }): Command {
  return new Command('local')
    .summary('serve the Step Functions API on this machine')
    .description('Serves the AWS Step Functions API on this machine, for AWS SDKs and the AWS CLI.')
    .option('--port <number>', 'port to listen on; 0 is any free one', '8083')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--clock <clock>', 'real, skip (waits take no time) or scale=N (N times as fast)', 'real')
    .option('--account <digits>', 'AWS account in ARNs (default: 123456789012)')
    .option('--region <region>', 'AWS region in ARNs (default: us-east-1)')
    .option('--lambda-endpoint <url>', "where Lambda functions are invoked, by Lambda's own API")
    .option('--mock-config <file>', "a MockConfigFile as AWS's Step Functions Local reads it")
    .option('--json-log', 'print a line of JSON for every call')
    .addHelpText('after', EXAMPLES)
    .action(async (options: LocalOptions) => {
      const server = await local(options, streams);
      const stop = (): void => void server.close();
      process.once('SIGTERM', stop);
      process.once('SIGINT', stop);
    });
}
