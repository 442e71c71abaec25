import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { awsCliLines } from './aws-cli-lines.js';

const ARN = 'arn:aws:states:us-east-1:123456789012:execution:nightly-batch:nightly';
const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:nightly-batch';

test('lines say where to, as far as it was said', () => {
  const connection = { region: 'us-east-1', profile: 'on call', endpointUrl: 'http://127.0.0.1:8083' };
  expect(awsCliLines(connection).redrive(ARN)).toBe(
    `aws stepfunctions redrive-execution --execution-arn ${ARN} --region us-east-1 --profile 'on call' --endpoint-url http://127.0.0.1:8083`,
  );
  expect(awsCliLines().stop(ARN, { cause: 'as agreed' })).toBe(
    `aws stepfunctions stop-execution --execution-arn ${ARN} --error ManualRecovery --cause 'as agreed'`,
  );
  expect(awsCliLines().history(ARN)).toContain('--reverse-order --max-items 20');
});

test('a model is asked in its own region', () => {
  const line = awsCliLines({ region: 'us-east-1' }).smokeCheck({ modelId: 'm', region: 'eu-west-1' });
  expect(line).toContain('--model-id m ');
  expect(line).toContain('--region eu-west-1');
});

test('a shell hands every word over as it is', () => {
  const input = { items: [`it's "$HOME" \`here\` \\ 日本`, '*', ''] };
  const line = awsCliLines().start({ stateMachineArn: MACHINE, name: 'nightly-1', input });
  const words = execFileSync('/bin/sh', ['-c', line.replace(/^aws /, `printf '%s\\n' `)], { encoding: 'utf8' });
  expect(words.split('\n').slice(0, -1)).toEqual([
    'stepfunctions',
    'start-execution',
    '--state-machine-arn',
    MACHINE,
    '--name',
    'nightly-1',
    '--input',
    JSON.stringify(input),
  ]);
});
