import type { Connection } from './connection.js';
import type { ModelAddress } from './machine-shape.js';
import type { RestartPlan } from './restart-execution.js';
import { MANUAL_STOP, type StopReason } from './stop-execution.js';

/** What operations do, as lines for the AWS CLI (v2): for operators without stepbreaker, or who want to review the calls first. */
export interface AwsCliLines {
  list(stateMachineArn: string): string;
  smokeCheck(model: ModelAddress): string;
  stop(executionArn: string, reason?: StopReason): string;
  start(plan: RestartPlan): string;
  /** The newest events. */
  history(executionArn: string): string;
  redrive(executionArn: string): string;
}

export function awsCliLines({ region, profile, endpointUrl }: Connection = {}): AwsCliLines {
  const states = (action: string, options: Options): string =>
    line(`stepfunctions ${action}`, { ...options, region, profile, 'endpoint-url': endpointUrl });
  return {
    list: (arn) => states('list-executions', { 'state-machine-arn': arn, 'status-filter': 'RUNNING' }),
    smokeCheck: (model) =>
      line('bedrock-runtime converse', {
        'model-id': model.modelId,
        messages: '[{"role":"user","content":[{"text":"ping"}]}]',
        'inference-config': 'maxTokens=1',
        region: model.region ?? region,
        profile,
      }),
    stop: (arn, reason) => states('stop-execution', { 'execution-arn': arn, ...MANUAL_STOP, ...reason }),
    start: ({ stateMachineArn, name, input }) =>
      states('start-execution', { 'state-machine-arn': stateMachineArn, name, input: JSON.stringify(input) }),
    history: (arn) => states('get-execution-history', { 'execution-arn': arn, 'reverse-order': true, 'max-items': 20 }),
    redrive: (arn) => states('redrive-execution', { 'execution-arn': arn }),
  };
}

/** What is undefined is left out; `true` is an option without a value. */
type Options = Readonly<Record<string, string | number | true | undefined>>;

const line = (action: string, options: Options): string =>
  Object.entries(options).reduce((words, [name, value]) => {
    if (value === undefined) return words;
    return value === true ? `${words} --${name}` : `${words} --${name} ${quoted(String(value))}`;
  }, `aws ${action}`);

/** A word as a POSIX shell takes it literally. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
