import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { serviceFixture } from '../service.fixture.js';
import { MockConfig } from './mock-config.js';
import { MockedExecutions } from './mocked-executions.js';

const task = (resource: string, more: object = {}): object => ({
  Type: 'Task',
  Resource: resource,
  End: true,
  ...more,
});
const machine = (state: object): string => JSON.stringify({ StartAt: 'Work', States: { Work: state } });
const RETRY = { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 5 }] };

/** Runs a machine as `arn#Case`, with these responses for its state Work. */
async function run(definition: string, responses: object, input = '{}') {
  const fixture = serviceFixture();
  const file = join(mkdtempSync(join(tmpdir(), 'mocked-')), 'MockConfigFile.json');
  writeFileSync(
    file,
    JSON.stringify({
      StateMachines: { one: { TestCases: { Case: { Work: 'R' } } } },
      MockedResponses: { R: responses },
    }),
  );
  fixture.service.executions.mocks = new MockedExecutions(new MockConfig(file), fixture.engine);
  const stateMachineArn = await fixture.create('one', definition);
  const { executionArn } = await fixture.call('StartExecution', {
    stateMachineArn: `${stateMachineArn}#Case`,
    name: 'run',
    input,
  });
  await fixture.engine.execution(String(executionArn))?.finished;
  return { ...fixture, stateMachineArn, ended: await fixture.call('DescribeExecution', { executionArn }) };
}

describe('executions of arn#TestCase', () => {
  test('every retry is an invocation', async () => {
    const { ended } = await run(machine(task('arn:aws:states:::dynamodb:putItem', RETRY)), {
      '0-1': { Throw: { Error: 'Busy', Cause: 'later' } },
      '2': { Return: { ok: true } },
    });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '{"ok":true}' });
  });

  test('iterations count together', async () => {
    const inner = { StartAt: 'Work', States: { Work: task('arn:aws:lambda:us-east-1:123456789012:function:f') } };
    const definition = JSON.stringify({
      StartAt: 'Each',
      States: { Each: { Type: 'Map', ItemsPath: '$.items', MaxConcurrency: 1, ItemProcessor: inner, End: true } },
    });
    const { ended } = await run(
      definition,
      { '0': { Return: 'first' }, '1-2': { Return: 'later' } },
      '{"items":[1,2,3]}',
    );
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '["first","later","later"]' });
  });

  test('the answer of a token comes after the submission', async () => {
    const { ended } = await run(machine(task('arn:aws:states:::sqs:sendMessage.waitForTaskToken')), {
      '0': { Return: 'answer' },
    });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '"answer"' });
  });

  test('an error is the error of the task', async () => {
    const { ended } = await run(
      machine(task('arn:aws:states:::lambda:invoke', { Parameters: { FunctionName: 'f' } })),
      { '0': { Throw: { Error: 'Boom', Cause: 'why' } } },
    );
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Boom', cause: 'why' });
  });

  test('an invocation too many fails, saying which', async () => {
    const { ended } = await run(machine(task('arn:aws:states:::dynamodb:putItem', RETRY)), {
      '0': { Throw: { Error: 'Busy' } },
    });
    expect(ended).toMatchObject({
      status: 'FAILED',
      cause: expect.stringContaining("no response for invocation 1 of the state 'Work'"),
    });
  });

  test('a test case that is not there is refused', async () => {
    const { refusal, stateMachineArn } = await run(machine(task('arn:aws:states:::dynamodb:putItem')), {
      '0': { Return: 1 },
    });
    expect(await refusal('StartExecution', { stateMachineArn: `${stateMachineArn}#Other` })).toEqual({
      name: 'ValidationException',
      message: "The mock config file has no test case 'Other' of the state machine 'one'.",
    });
  });
});
