import { UsageError } from '../usage-error.js';
import { lambdaOptions, type LambdaOption } from './lambda-option.js';

/** The options of the command as they are typed. */
export interface GivenLocalOptions {
  readonly port?: string;
  readonly host?: string;
  readonly clock?: string;
  readonly account?: string;
  readonly region?: string;
  readonly lambda?: readonly string[];
  readonly lambdaEndpoint?: string;
  readonly mockConfig?: string;
  readonly keep?: string;
  readonly jsonLog?: boolean;
}

/** Whose time executions live in; `factor` is how much faster than real time. */
export type ClockChoice =
  | { readonly mode: 'real' }
  | { readonly mode: 'skip' }
  | { readonly mode: 'scale'; readonly factor: number };

/** The options of the command, checked. */
export interface LocalOptions {
  readonly port: number;
  readonly host: string;
  readonly clock: ClockChoice;
  readonly accountId?: string;
  readonly region?: string;
  /** Functions whose handlers are in files of the user's. */
  readonly lambdas: readonly LambdaOption[];
  readonly lambdaEndpoint?: URL;
  readonly eventBridgeEndpoint?: URL;
  readonly mockConfigFile?: string;
  /** Closed executions that stay known. */
  readonly keep: number;
  readonly jsonLog: boolean;
}

export const localDefaults = { port: '8083', host: '127.0.0.1', clock: 'real', keep: '10000' } as const;

/**
 * Reads the options; the environment variables of AWS's Step Functions Local and of the AWS SDKs stand in for those not given.
 *
 * @throws UsageError with everything that is wrong
 */
export function readLocalOptions(given: GivenLocalOptions, environment: NodeJS.ProcessEnv): LocalOptions {
  const problems: string[] = [];
  const accountId = given.account ?? environment['AWS_ACCOUNT_ID'];
  if (accountId !== undefined && !/^\d{12}$/.test(accountId)) {
    problems.push(`--account ${accountId}: expected the twelve digits of an AWS account.`);
  }
  const region = given.region ?? environment['AWS_DEFAULT_REGION'] ?? environment['AWS_REGION'];
  const lambda = urlOf('--lambda-endpoint', given.lambdaEndpoint ?? environment['LAMBDA_ENDPOINT'], problems);
  const eventBridge = urlOf(
    'AWS_ENDPOINT_URL_EVENTBRIDGE',
    environment['AWS_ENDPOINT_URL_EVENTBRIDGE'] ?? environment['EVENTS_ENDPOINT'],
    problems,
  );
  const mockConfigFile = given.mockConfig ?? environment['SFN_MOCK_CONFIG'];
  const options = {
    port: portOf(given.port ?? localDefaults.port, problems),
    host: given.host ?? localDefaults.host,
    clock: clockOf(given.clock ?? localDefaults.clock, problems),
    keep: keepOf(given.keep ?? localDefaults.keep, problems),
    jsonLog: given.jsonLog ?? false,
    lambdas: lambdaOptions(given.lambda ?? [], problems),
    ...(accountId === undefined ? {} : { accountId }),
    ...(region === undefined ? {} : { region }),
    ...(lambda === undefined ? {} : { lambdaEndpoint: lambda }),
    ...(eventBridge === undefined ? {} : { eventBridgeEndpoint: eventBridge }),
    ...(mockConfigFile === undefined ? {} : { mockConfigFile }),
  };
  if (problems.length > 0) throw new UsageError(problems);
  return options;
}

function portOf(text: string, problems: string[]): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  problems.push(`--port ${text}: expected a number from 0 (any free port) to 65535.`);
  return 0;
}

function keepOf(text: string, problems: string[]): number {
  const keep = Number(text);
  if (/^\d+$/.test(text) && keep >= 1) return keep;
  problems.push(`--keep ${text}: expected how many closed executions are kept, 1 or more.`);
  return 1;
}

function clockOf(text: string, problems: string[]): ClockChoice {
  if (text === 'real' || text === 'skip') return { mode: text };
  const factor = Number(/^scale=(\d+(?:\.\d+)?)$/.exec(text)?.[1]);
  if (factor > 0) return { mode: 'scale', factor };
  problems.push(`--clock ${text}: expected real, skip, or scale=N; scale=60 makes a minute of every second.`);
  return { mode: 'real' };
}

function urlOf(option: string, text: string | undefined, problems: string[]): URL | undefined {
  if (text === undefined || text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:') return url;
  problems.push(`${option} ${text}: expected a URL such as http://127.0.0.1:3001.`);
  return undefined;
}
