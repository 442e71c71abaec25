import { describe, expect, test } from '@jest/globals';
import { ARN, serviceFixture } from '../service.fixture.js';

const FAILS_ON_TWO = JSON.stringify({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      Label: 'each',
      MaxConcurrency: 2,
      ToleratedFailureCount: 1,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Check',
        States: {
          Check: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 2, Next: 'Two' }], Default: 'Fine' },
          Two: { Type: 'Fail', Error: 'Two' },
          Fine: { Type: 'Succeed' },
        },
      },
      End: true,
    },
  },
});

describe('map runs', () => {
  test('are listed and described with their counts, and their executions as executions', async () => {
    const { call, create, engine } = serviceFixture();
    const stateMachineArn = await create('one', FAILS_ON_TWO);
    const { executionArn } = await call('StartExecution', { stateMachineArn, input: '{"items":[1,2,3]}' });
    await engine.execution(String(executionArn))?.finished;
    const { mapRuns } = await call('ListMapRuns', { executionArn });
    expect(mapRuns).toEqual([
      {
        executionArn,
        mapRunArn: expect.stringContaining(':mapRun:one/each:'),
        stateMachineArn: `${stateMachineArn}/each`,
        startDate: expect.any(Number),
        stopDate: expect.any(Number),
      },
    ]);
    const [{ mapRunArn }]: [{ mapRunArn: string }] = mapRuns ?? [{ mapRunArn: '' }];
    expect(await call('DescribeMapRun', { mapRunArn })).toMatchObject({
      status: 'SUCCEEDED',
      maxConcurrency: 2,
      toleratedFailureCount: 1,
      itemCounts: { total: 3, succeeded: 2, failed: 1, running: 0, pending: 0 },
      executionCounts: { total: 3, succeeded: 2, failed: 1 },
    });
    const { executions } = await call('ListExecutions', { mapRunArn, statusFilter: 'FAILED' });
    expect(executions).toMatchObject([{ mapRunArn, stateMachineArn: `${stateMachineArn}/each`, status: 'FAILED' }]);
    const [child]: [{ executionArn: string }] = executions ?? [{ executionArn: '' }];
    expect(await call('DescribeExecution', { executionArn: child.executionArn })).toMatchObject({
      mapRunArn,
      error: 'Two',
      input: '2',
    });
    expect(await call('DescribeStateMachineForExecution', { executionArn: child.executionArn })).toMatchObject({
      stateMachineArn: `${stateMachineArn}/each`,
      mapRunArn,
      label: 'each',
      name: 'one',
      definition: FAILS_ON_TWO,
    });
    expect(await call('DescribeStateMachineForExecution', { executionArn })).not.toHaveProperty('mapRunArn');
    expect(await call('UpdateMapRun', { mapRunArn, maxConcurrency: 5 })).toEqual({});
  });

  test('an execution without distributed Map states has no map runs', async () => {
    const { call, refusal, create } = serviceFixture();
    const { executionArn } = await call('StartExecution', { stateMachineArn: await create('one') });
    expect(await call('ListMapRuns', { executionArn })).toEqual({ mapRuns: [] });
    expect(await refusal('DescribeMapRun', { mapRunArn: `${ARN}:mapRun:one/label:1` })).toMatchObject({
      name: 'ResourceNotFound',
    });
    expect(await refusal('UpdateMapRun', { mapRunArn: `${ARN}:mapRun:one/label:1`, maxConcurrency: 1 })).toMatchObject({
      name: 'ResourceNotFound',
    });
  });
});
