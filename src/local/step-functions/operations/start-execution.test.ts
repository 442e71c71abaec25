import { describe, expect, test } from '@jest/globals';
import { ARN, PASS, serviceFixture, WAIT } from '../service.fixture.js';

describe('StartExecution', () => {
  test('gives the input back letter by letter', async () => {
    const { call, create } = serviceFixture();
    const stateMachineArn = await create('one');
    const { executionArn } = await call('StartExecution', {
      stateMachineArn,
      name: 'run',
      input: ' {"n": 1.0}',
      traceHeader: 'Root=1',
    });
    expect(executionArn).toBe(`${ARN}:execution:one:run`);
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({
      input: ' {"n": 1.0}',
      traceHeader: 'Root=1',
      inputDetails: { included: true },
    });
    const metadata = await call('DescribeExecution', { executionArn, includedData: 'METADATA_ONLY' });
    expect(metadata).not.toHaveProperty('input');
    expect(metadata).not.toHaveProperty('output');
  });

  test('the same name and input while it runs is the same execution', async () => {
    const { call, refusal, create, engine } = serviceFixture();
    const stateMachineArn = await create('one', WAIT);
    const order = { stateMachineArn, name: 'run', input: '{"a":1}' };
    const first = await call('StartExecution', order);
    expect(await call('StartExecution', { ...order, input: '{ "a": 1 }' })).toEqual(first);
    const exists = { name: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${ARN}:execution:one:run'` };
    expect(await refusal('StartExecution', { ...order, input: '{}' })).toEqual(exists);
    await engine.execution(String(first['executionArn']))?.finished;
    expect(await refusal('StartExecution', order)).toEqual(exists);
  });

  test.each([
    [{ input: '{' }, 'InvalidExecutionInput', /^Invalid State Machine Execution Input: '/],
    [{ name: 'a/b' }, 'InvalidName', /^Invalid Name: 'a\/b'$/],
    [
      { input: `"${'x'.repeat(262_143)}"` },
      'ValidationException',
      /'input' failed to satisfy constraint: Member must have length less than or equal to 262144$/,
    ],
    [{ input: `"${'é'.repeat(140_000)}"` }, 'InvalidExecutionInput', /./],
    [
      { stateMachineArn: `${ARN}:stateMachine:none` },
      'StateMachineDoesNotExist',
      /^State Machine Does Not Exist: 'arn:.*:none'$/,
    ],
    [
      { stateMachineArn: `${ARN}:activity:one` },
      'InvalidArn',
      /^Invalid Arn: 'Resource type not valid in this context: activity'$/,
    ],
    [{ stateMachineArn: `${ARN}:stateMachine:one#Case` }, 'ValidationException', /no mock config file/],
  ])('refuses %#', async (other, name, message) => {
    const { refusal, create } = serviceFixture();
    const stateMachineArn = await create('one');
    expect(await refusal('StartExecution', { stateMachineArn, ...other })).toEqual({
      name,
      message: expect.stringMatching(message),
    });
  });

  test('keys such as __proto__ stay keys', async () => {
    const { call, create } = serviceFixture();
    const stateMachineArn = await create('one', PASS);
    const input = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    const { executionArn } = await call('StartExecution', { stateMachineArn, input });
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({ output: input });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('StopExecution', () => {
  test('ends an execution with what the caller says', async () => {
    const { call, create } = serviceFixture();
    const stateMachineArn = await create('one', WAIT);
    const { executionArn } = await call('StartExecution', { stateMachineArn });
    const { stopDate } = await call('StopExecution', { executionArn, error: 'Stopped', cause: 'by hand' });
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({
      status: 'ABORTED',
      error: 'Stopped',
      cause: 'by hand',
      stopDate,
      redriveStatus: 'REDRIVABLE',
      redriveCount: 0,
    });
    expect(await call('StopExecution', { executionArn, error: 'Again' })).toEqual({ stopDate });
  });
});

describe('StartSyncExecution', () => {
  test('is for Express machines, whose executions can be asked for in no other way', async () => {
    const { call, refusal, create } = serviceFixture();
    const stateMachineArn = await create('fast', PASS, { type: 'EXPRESS' });
    const answer = await call('StartSyncExecution', { stateMachineArn, name: 'run', input: '{"a":1}' });
    expect(answer).toMatchObject({
      status: 'SUCCEEDED',
      name: 'run',
      input: '{"a":1}',
      output: '{"a":1}',
      stateMachineArn,
    });
    expect(String(answer['executionArn'])).toMatch(/:express:fast:run:[0-9a-f-]{36}$/);
    expect(await refusal('DescribeExecution', { executionArn: answer['executionArn'] })).toMatchObject({
      name: 'InvalidArn',
    });
    expect(await refusal('ListExecutions', { stateMachineArn })).toMatchObject({
      name: 'StateMachineTypeNotSupported',
    });
    expect(await refusal('StartSyncExecution', { stateMachineArn: await create('slow') })).toEqual({
      name: 'StateMachineTypeNotSupported',
      message: 'This operation is not supported by this type of state machine',
    });
  });
});
