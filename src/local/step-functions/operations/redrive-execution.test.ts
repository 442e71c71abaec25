import { expect, test } from '@jest/globals';
import { serviceFixture } from '../service.fixture.js';

test('an execution that succeeded cannot be redriven', async () => {
  const { call, refusal, create } = serviceFixture();
  const { executionArn } = await call('StartExecution', { stateMachineArn: await create('one') });
  expect(await refusal('RedriveExecution', { executionArn })).toEqual({
    name: 'ExecutionNotRedrivable',
    message: 'Execution is SUCCEEDED and cannot be redriven',
  });
});
