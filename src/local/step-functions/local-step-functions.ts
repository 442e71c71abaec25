import { randomUUID } from 'node:crypto';
import { createEngine, realClock, type Clock, type Engine, type ObjectStore } from '../../engine/index.js';
import { awsIntegrations } from '../integrations/aws-integrations.js';
import { endpointOf } from '../integrations/endpoint-of.js';
import { s3ObjectStore } from '../integrations/s3-object-store.js';
import { MockConfig } from './tasks/mock-config.js';
import { MockedExecutions } from './tasks/mocked-executions.js';
import { publishStatusChanges } from './tasks/status-events.js';
import { lambdaEndpoint } from './tasks/lambda-endpoint.js';
import { serveSfnIntegration } from './tasks/sfn-integration.js';
import { OPERATIONS } from './operations/operations.js';
import { StepFunctions } from './step-functions.js';
import { startHttpServer } from '../http-server.js';
import { stepFunctionsEndpoint, type CallLog } from './endpoint.js';

export interface LocalStepFunctionsOptions {
  /** @default 0: any free port */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** The engine that runs executions. @default a new one on `clock` */
  readonly engine?: Engine;
  /** Time of a new engine. @default the real clock */
  readonly clock?: Clock;
  /** Where distributed Map states of a new engine read from and write to: Amazon S3 to them. @default none */
  readonly objectStore?: ObjectStore;
  /** Twelve digits, in all ARNs. @default '123456789012' */
  readonly accountId?: string;
  /** @default 'us-east-1' */
  readonly region?: string;
  /** Where Lambda functions without a handler are invoked, by Lambda's own API. @default they fail, saying what to register */
  readonly lambdaEndpoint?: URL;
  /** Gets the status changes of executions, as Step Functions publishes them to EventBridge. @default they are not published */
  readonly eventBridgeEndpoint?: URL;
  /**
   * Environment variables whose endpoints (`AWS_ENDPOINT_URL_*`, `DYNAMODB_ENDPOINT` …) stand for AWS services that tasks
   * call. Without an endpoint a service is refused: nothing here reaches AWS by accident. @default none is called
   */
  readonly environment?: NodeJS.ProcessEnv;
  /** A MockConfigFile of AWS's Step Functions Local: executions started as `arn#TestCase` take their task results from it. */
  readonly mockConfigFile?: string;
  /**
   * How many Standard executions that have ended stay known; the oldest is forgotten when there are more, as AWS forgets them
   * after 90 days. 1 or more. @default 10,000
   */
  readonly keep?: number;
  /** Told of every call that was answered. */
  readonly log?: (call: CallLog) => void;
}

/** Step Functions that listens. */
export interface LocalStepFunctions {
  /** For SDKs: `new SFNClient({ endpoint: url, … })`. */
  readonly url: string;
  /** What runs the executions, for handlers and for looking inside. */
  readonly engine: Engine;
  /** Stops listening, and ends connections once what they ask for has been answered. */
  close(): Promise<void>;
}

/** Connections that are opened and left alone are closed after that long. */
const HEADERS_TIMEOUT_MS = 60_000;
/** How long requests in flight have to be answered when the server stops. */
const GRACE_MS = 1000;

/**
 * Serves the Step Functions API on this machine: point an AWS SDK or the AWS CLI at {@link LocalStepFunctions.url}.
 *
 * @throws Error with a single sentence when the address cannot be had, or the MockConfigFile cannot be used
 */
export async function startLocalStepFunctions(options: LocalStepFunctionsOptions = {}): Promise<LocalStepFunctions> {
  const { port = 0, host = '127.0.0.1', accountId = '123456789012', region = 'us-east-1', log } = options;
  const services = options.environment && ({ environment: options.environment, region, onlyEndpoints: true } as const);
  const { clock = realClock(), objectStore = services && s3ObjectStore(services) } = options;
  const engine =
    options.engine ?? createEngine({ clock, accountId, region, ...(objectStore === undefined ? {} : { objectStore }) });
  const random = { uuid: randomUUID, next: Math.random };
  const service = new StepFunctions(engine, { accountId, region, random, keep: options.keep });
  serveSfnIntegration(service, OPERATIONS);
  if (services) {
    const invokes = options.lambdaEndpoint === undefined && endpointOf('Lambda', services.environment) !== undefined;
    engine.fallBackTo(awsIntegrations({ ...services, lambda: invokes }));
  }
  if (options.lambdaEndpoint !== undefined) {
    const handler = lambdaEndpoint(options.lambdaEndpoint);
    engine.fallBackTo({ lambda: () => handler });
  }
  if (options.mockConfigFile !== undefined) {
    const config = new MockConfig(options.mockConfigFile);
    config.check();
    service.executions.mocks = new MockedExecutions(config, engine);
  }
  const published =
    options.eventBridgeEndpoint === undefined ? undefined : publishStatusChanges(service, options.eventBridgeEndpoint);
  const { url, close } = await startHttpServer(stepFunctionsEndpoint(service, log), {
    host,
    port,
    headersTimeoutMs: HEADERS_TIMEOUT_MS,
    graceMs: GRACE_MS,
  });
  return {
    url,
    engine,
    async close() {
      service.close();
      await close();
      await published?.();
    },
  };
}
