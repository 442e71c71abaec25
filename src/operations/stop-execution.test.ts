import { expect, test } from '@jest/globals';
import type { ExecutionStatus } from '@aws-sdk/client-sfn';
import { stopExecution } from './stop-execution.js';

const ARN = 'arn:aws:states:us-east-1:123456789012:execution:nightly-batch:nightly';

/** An execution that shows these statuses, one a look. */
function shows(...statuses: ExecutionStatus[]) {
  const stops: object[] = [];
  const client = {
    describeExecution: async () => ({
      executionArn: ARN,
      stateMachineArn: ARN.replace(':execution:', ':stateMachine:').replace(/:nightly$/, ''),
      status: statuses.shift() ?? 'ABORTED',
      startDate: new Date(0),
      $metadata: {},
    }),
    stopExecution: async (input: object) => {
      stops.push(input);
      return { stopDate: new Date(0), $metadata: {} };
    },
  };
  return { client, stops };
}

test('one that waits for its redrive is stopped, and has not ended before it shows an end', async () => {
  const { client, stops } = shows('PENDING_REDRIVE', 'PENDING_REDRIVE', 'ABORTED');
  expect(await stopExecution(client, ARN)).toEqual({ executionArn: ARN, status: 'ABORTED', wasRunning: true });
  expect(stops).toEqual([{ executionArn: ARN, error: 'ManualRecovery', cause: 'CircuitStuck-ManualReset' }]);
});

test('one that has ended is left as it is', async () => {
  const { client, stops } = shows('FAILED');
  expect(await stopExecution(client, ARN)).toEqual({ executionArn: ARN, status: 'FAILED', wasRunning: false });
  expect(stops).toEqual([]);
});
