import { TaskError, type HandlerFallback, type IntegrationTask } from '../../engine/index.js';
import { AwsClients, type AwsAnswer, type AwsCall, type AwsClientOptions } from './aws-client.js';
import { OPTIMISED_SERVICES, type OptimisedService } from './optimised-service.js';
import { adjustAnswer, adjustArguments } from './optimised-call.js';
import { fromSdk, toSdk } from './sdk-value.js';
import { serviceError } from './service-error.js';

export interface AwsIntegrationsOptions extends AwsClientOptions {
  /** Whether Lambda functions are invoked as well; not where other handlers are registered for them. @default true */
  readonly lambda?: boolean;
}

/**
 * Lets machines call AWS services, or their emulators on this machine, through the clients of the AWS SDK that the user has
 * installed: `engine.fallBackTo(awsIntegrations())`. Handlers that are registered come first.
 *
 * Any `aws-sdk:service:action`, and the optimised integrations dynamodb, sqs, sns, events, bedrock, lambda and s3. A service
 * whose package is missing fails its task, naming the package.
 */
export function awsIntegrations(options: AwsIntegrationsOptions = {}): HandlerFallback {
  const clients = new AwsClients(options);
  const integration: HandlerFallback['integration'] = (api) => {
    const target = targetOf(api);
    if (target === undefined || (api === LAMBDA_INVOKE && options.lambda === false)) return undefined;
    return (args: unknown, task: IntegrationTask) => callService(clients, target, args, task);
  };
  if (options.lambda === false) return { integration };
  return {
    integration,
    lambda: (FunctionName) => async (payload: unknown, context) => {
      const target = { ...LAMBDA, service: 'lambda', action: 'invoke' };
      const task = { executionArn: '', signal: context.signal };
      const answer = await callService(clients, target, { FunctionName, Payload: payload }, task);
      return typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'Payload') : answer;
    },
  };
}

interface Target {
  readonly service: string;
  readonly action: string;
  readonly optimised: OptimisedService | undefined;
}

const LAMBDA_INVOKE = 'lambda:invoke';
const LAMBDA = { optimised: OPTIMISED_SERVICES['lambda'] };

function targetOf(api: string): Target | undefined {
  const [first = '', second = '', third] = api.split(':');
  if (first === 'aws-sdk' && third !== undefined) return { service: second, action: third, optimised: undefined };
  const optimised = Object.hasOwn(OPTIMISED_SERVICES, first) ? OPTIMISED_SERVICES[first] : undefined;
  if (optimised === undefined || !optimised.actions.includes(second)) return undefined;
  return { service: optimised.client, action: second, optimised };
}

async function callService(
  clients: AwsClients,
  { service, action, optimised }: Target,
  args: unknown,
  { executionArn, signal }: Pick<IntegrationTask, 'executionArn' | 'signal'>,
): Promise<unknown> {
  let call: AwsCall;
  try {
    call = await clients.call(service, action);
  } catch (error) {
    throw new TaskError('States.Runtime', error instanceof Error ? error.message : String(error));
  }
  const adjusted = optimised === undefined ? args : adjustArguments(action, args, executionArn);
  const input = toSdk(adjusted, call.input);
  let answer: AwsAnswer;
  try {
    answer = await call.send(typeof input === 'object' && input !== null ? input : {}, signal);
  } catch (error) {
    throw serviceError(error, call, optimised);
  }
  const times = optimised?.serviceInCause === undefined ? 'iso' : 'milliseconds';
  const output = fromSdk(answer.output, call.output, times);
  return optimised === undefined ? output : adjustAnswer(action, output, answer, optimised);
}
