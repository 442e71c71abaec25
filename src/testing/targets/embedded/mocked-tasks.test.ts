import { describe, expect, test } from '@jest/globals';
import { after, machine } from '../../jest.js';

const states = (service: string): string => `arn:aws:states:::${service}`;
const only = (fields: object) => machine({ StartAt: 'Do', States: { Do: { Type: 'Task', ...fields, End: true } } });

describe('every kind of task can be mocked', () => {
  test.each([
    ['a function by its ARN', { Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }],
    ['an integration', { Resource: states('dynamodb:getItem'), Parameters: {} }],
    ['an API of the SDK', { Resource: states('aws-sdk:s3:getObject'), Parameters: {} }],
    ['a job', { Resource: states('ecs:runTask.sync'), Parameters: {} }],
    ['an activity', { Resource: 'arn:aws:states:us-east-1:123456789012:activity:a' }],
    ['a nested execution', { Resource: states('states:startExecution'), Parameters: { StateMachineArn: 'child' } }],
    ['one that is waited for', { Resource: states('states:startExecution.sync:2'), Parameters: {} }],
    ['a token', { Resource: states('sqs:sendMessage.waitForTaskToken'), Parameters: {} }],
    ['a nested execution with a token', { Resource: states('states:startExecution.waitForTaskToken'), Parameters: {} }],
    [
      'a function with a token',
      { Resource: states('lambda:invoke.waitForTaskToken'), Parameters: { FunctionName: 'f' } },
    ],
  ])('%s', async (_, fields) => {
    const run = await only(fields)
      .task('Do', after({ seconds: 5 }, { done: true }))
      .run();
    expect(run).toSucceedWith({ done: true });
    expect(run).toHaveTaken({ seconds: 5 });
    expect(run).toHaveCalled(fields.Resource, 1);
    expect(JSON.stringify(run.events)).not.toContain('mocked');
    const failed = await only(fields).task('Do', { error: 'Custom.Error', cause: 'why' }).run();
    expect(failed).toFailWith('Custom.Error', 'why');
  });

  test.each([
    ['JSONPath', { Parameters: { 'FunctionName.$': '$.name', 'Payload.$': '$' } }],
    [
      'JSONata',
      {
        QueryLanguage: 'JSONata',
        Arguments: { FunctionName: '{% $states.input.name %}', Payload: '{% $states.input %}' },
      },
    ],
  ])('a function whose name is computed in %s', async (_, fields) => {
    const computed = only({ Resource: states('lambda:invoke'), ...fields });
    const run = await computed
      .resource('charge', (payload: { name: string }) => `${payload.name}d`)
      .run({ name: 'charge' });
    expect(run).toSucceedWith({ ExecutedVersion: '$LATEST', Payload: 'charged', StatusCode: 200 });
    const failed = await computed.resource('charge', new RangeError('too much')).run({ name: 'charge' });
    expect(failed).toFailWith('RangeError', '{"errorType":"RangeError","errorMessage":"too much","trace":[]}');
  });

  test('the errors of functions look as Lambda writes them', async () => {
    const failed = await only({ Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' })
      .task('Do', new RangeError('too much'))
      .run();
    expect(failed).toFailWith('RangeError', '{"errorType":"RangeError","errorMessage":"too much","trace":[]}');
  });
});
