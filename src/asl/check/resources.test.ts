import { expect, test } from '@jest/globals';
import { found, jsonataMachine, jsonPathMachine } from './machine.fixture.js';

const calls = (Resource: string, rest: object = {}) =>
  found(jsonataMachine({ A: { Type: 'Task', Resource, ...rest, End: true } }));

test('a resource is an ARN, or is filled in later', () => {
  expect(calls('lambda:invoke')).toEqual(['SB403 A.Resource']);
  expect(calls('${FunctionArn}')).toEqual([]);
  expect(calls('arn:aws:states:::aws-sdk:glue:startJobRun.sync')).toEqual(['SB403 A.Resource']);
});

test('a task token is sent to somebody', () => {
  const waits = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
  expect(calls(waits, { Arguments: { MessageBody: 'hello' } })).toEqual(['SB401 A.Arguments']);
  expect(calls(waits, { Arguments: { MessageBody: '{% $states.context.Task.Token %}' } })).toEqual([]);
  expect(calls(waits, { Arguments: { MessageBody: '{% $string($states.context) %}' } })).toEqual([]);
  expect(
    found(
      jsonPathMachine({
        A: { Type: 'Task', Resource: waits, Parameters: { 'MessageBody.$': '$$.Task.Token' }, End: true },
      }),
    ),
  ).toEqual([]);
});
