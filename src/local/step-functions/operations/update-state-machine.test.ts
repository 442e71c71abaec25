import { describe, expect, test } from '@jest/globals';
import { ARN, PASS, ROLE, serviceFixture, WAIT } from '../service.fixture.js';

const RESULT = JSON.stringify({ StartAt: 'Pass', States: { Pass: { Type: 'Pass', Result: 'new', End: true } } });

describe('UpdateStateMachine', () => {
  test('a running execution keeps its definition, later ones have the new one', async () => {
    const { call, create, engine } = serviceFixture();
    const stateMachineArn = await create('one', WAIT);
    const { executionArn: before } = await call('StartExecution', { stateMachineArn, name: 'before' });
    const { revisionId } = await call('UpdateStateMachine', {
      stateMachineArn,
      definition: RESULT,
      roleArn: `${ROLE}2`,
    });
    const { executionArn: after } = await call('StartExecution', { stateMachineArn, name: 'after' });
    await engine.execution(String(before))?.finished;
    expect(await call('DescribeExecution', { executionArn: before })).toMatchObject({
      status: 'SUCCEEDED',
      output: '{}',
    });
    expect(await call('DescribeExecution', { executionArn: after })).toMatchObject({
      status: 'SUCCEEDED',
      output: '"new"',
    });
    expect(await call('DescribeStateMachineForExecution', { executionArn: before })).toMatchObject({
      definition: WAIT,
      roleArn: ROLE,
    });
    expect(await call('DescribeStateMachineForExecution', { executionArn: after })).toMatchObject({
      definition: RESULT,
      revisionId,
    });
    expect(await call('DescribeStateMachine', { stateMachineArn })).toMatchObject({
      definition: RESULT,
      roleArn: `${ROLE}2`,
      revisionId,
    });
  });

  test('an update that changes nothing makes no revision', async () => {
    const { call, create } = serviceFixture();
    const stateMachineArn = await create('one', PASS, { publish: true });
    expect(await call('UpdateStateMachine', { stateMachineArn, definition: PASS, publish: true })).toEqual({
      stateMachineVersionArn: `${stateMachineArn}:1`,
      updateDate: expect.any(Number),
    });
  });

  test('a wrong definition changes nothing', async () => {
    const { call, refusal, create } = serviceFixture();
    const stateMachineArn = await create('one');
    expect(await refusal('UpdateStateMachine', { stateMachineArn, definition: '{}' })).toMatchObject({
      name: 'InvalidDefinition',
    });
    expect(await call('DescribeStateMachine', { stateMachineArn })).toMatchObject({ definition: PASS });
  });

  test('there must be something to change, and somebody to change it for', async () => {
    const { refusal, create } = serviceFixture();
    const stateMachineArn = await create('one', PASS, { publish: true });
    expect(await refusal('UpdateStateMachine', { stateMachineArn, definition: null })).toEqual({
      name: 'MissingRequiredParameter',
      message:
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    });
    expect(await refusal('UpdateStateMachine', { stateMachineArn: `${stateMachineArn}:1`, definition: PASS })).toEqual({
      name: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${ARN}:stateMachine:one:1'`,
    });
  });
});
