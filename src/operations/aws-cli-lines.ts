import type { Connection } from './connection.js';
import type { ModelAddress } from './machine-shape.js';
import type { RestartPlan } from './restart-execution.js';
import { MANUAL_STOP, type StopReason } from './stop-execution.js';

/** A word as a POSIX shell takes it literally. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

const line = (words: readonly string[]): string => words.map(quoted).join(' ');

/** What operations do, as lines for the AWS CLI (v2): for whoever has no stepbreaker at hand, or wants to see it first. */
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
  const who = [...(region ? ['--region', region] : []), ...(profile ? ['--profile', profile] : [])];
  const where = [...who, ...(endpointUrl ? ['--endpoint-url', endpointUrl] : [])];
  const states = (...words: string[]): string => line(['aws', 'stepfunctions', ...words, ...where]);
  return {
    list: (arn) => states('list-executions', '--state-machine-arn', arn, '--status-filter', 'RUNNING'),
    smokeCheck: ({ modelId, region: its = region }) =>
      line([
        ...['aws', 'bedrock-runtime', 'converse', '--model-id', modelId],
        ...['--messages', '[{"role":"user","content":[{"text":"ping"}]}]', '--inference-config', 'maxTokens=1'],
        ...(its ? ['--region', its] : []),
        ...(profile ? ['--profile', profile] : []),
      ]),
    stop: (arn, reason) => {
      const { error, cause } = { ...MANUAL_STOP, ...reason };
      return states('stop-execution', '--execution-arn', arn, '--error', error, '--cause', cause);
    },
    start: ({ stateMachineArn, name, input }) =>
      states(
        ...['start-execution', '--state-machine-arn', stateMachineArn],
        ...['--name', name, '--input', JSON.stringify(input)],
      ),
    history: (arn) => states('get-execution-history', '--execution-arn', arn, '--reverse-order', '--max-items', '20'),
    redrive: (arn) => states('redrive-execution', '--execution-arn', arn),
  };
}
