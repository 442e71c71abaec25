import { describe, expect, test } from '@jest/globals';
import { createEngine, manualClock } from '../../../engine/index.js';
import { ARN, serviceFixture } from '../service.fixture.js';

describe('activities', () => {
  test('are created once, described, listed and deleted', async () => {
    const { call, refusal } = serviceFixture();
    const activityArn = `${ARN}:activity:pack`;
    const created = await call('CreateActivity', { name: 'pack' });
    expect(created).toEqual({ activityArn, creationDate: 1_767_225_600 });
    expect(await call('CreateActivity', { name: 'pack' })).toEqual(created);
    expect(await call('DescribeActivity', { activityArn })).toEqual({
      ...created,
      name: 'pack',
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
    expect(await call('ListActivities')).toEqual({ activities: [{ ...created, name: 'pack' }] });
    expect(await call('DeleteActivity', { activityArn })).toEqual({});
    expect(await call('DeleteActivity', { activityArn })).toEqual({});
    expect(await refusal('DescribeActivity', { activityArn })).toEqual({
      name: 'ActivityDoesNotExist',
      message: `Activity Does Not Exist: '${activityArn}'`,
    });
    expect(await refusal('GetActivityTask', { activityArn })).toMatchObject({ name: 'ActivityDoesNotExist' });
    expect(await refusal('CreateActivity', { name: 'a/b' })).toEqual({
      name: 'InvalidName',
      message: "Invalid Name: 'a/b'",
    });
  });

  const USES = JSON.stringify({
    StartAt: 'Pack',
    States: {
      Pack: { Type: 'Task', Resource: `${ARN}:activity:pack`, HeartbeatSeconds: 60, TimeoutSeconds: 600, End: true },
    },
  });

  test('a worker fetches a task and answers it', async () => {
    const { call, create, engine } = serviceFixture(createEngine({ clock: manualClock() }));
    const { activityArn } = await call('CreateActivity', { name: 'pack' });
    const { executionArn } = await call('StartExecution', {
      stateMachineArn: await create('one', USES),
      input: '{"box":1}',
    });
    const { taskToken, input } = await call('GetActivityTask', { activityArn, workerName: 'Ann' });
    expect(input).toBe('{"box":1}');
    await call('SendTaskHeartbeat', { taskToken });
    await call('SendTaskSuccess', { taskToken, output: '{"packed":true}' });
    await engine.execution(String(executionArn))?.finished;
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"packed":true}',
    });
    const { events } = await call('GetExecutionHistory', { executionArn });
    expect(events).toMatchObject([
      { type: 'ExecutionStarted' },
      { type: 'TaskStateEntered' },
      {
        type: 'ActivityScheduled',
        activityScheduledEventDetails: {
          resource: activityArn,
          input: '{"box":1}',
          heartbeatInSeconds: 60,
          timeoutInSeconds: 600,
        },
      },
      { type: 'ActivityStarted', activityStartedEventDetails: { workerName: 'Ann' } },
      { type: 'ActivitySucceeded', activitySucceededEventDetails: { output: '{"packed":true}' } },
      { type: 'TaskStateExited' },
      { type: 'ExecutionSucceeded' },
    ]);
  });

  test('a worker that polls first gets the task when it comes', async () => {
    const { call, create } = serviceFixture(createEngine({ clock: manualClock() }));
    const { activityArn } = await call('CreateActivity', { name: 'pack' });
    const poll = call('GetActivityTask', { activityArn });
    await call('StartExecution', { stateMachineArn: await create('one', USES), input: '"late"' });
    expect(await poll).toMatchObject({ input: '"late"', taskToken: expect.any(String) });
  });

  test('a poll without a task is answered after a minute of the clock', async () => {
    const clock = manualClock();
    const { call } = serviceFixture(createEngine({ clock }));
    const { activityArn } = await call('CreateActivity', { name: 'pack' });
    const poll = call('GetActivityTask', { activityArn });
    await clock.advance(59_999);
    expect(await Promise.race([poll, Promise.resolve('waiting')])).toBe('waiting');
    await clock.advance(1);
    expect(await poll).toEqual({});
  });

  test('where waits take no time, a poll waits for what comes within the minute, and no longer', async () => {
    const { call, create } = serviceFixture();
    const { activityArn } = await call('CreateActivity', { name: 'pack' });
    expect(await call('GetActivityTask', { activityArn })).toEqual({});
    const { StartAt, States } = JSON.parse(USES);
    const definition = JSON.stringify({
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 59, Next: StartAt }, ...States },
    });
    await call('StartExecution', { stateMachineArn: await create('one', definition), input: '"late"' });
    expect(await call('GetActivityTask', { activityArn })).toMatchObject({ input: '"late"' });
  });

  test('a poll ends when the service does', async () => {
    const { call, service } = serviceFixture(createEngine({ clock: manualClock() }));
    const { activityArn } = await call('CreateActivity', { name: 'pack' });
    const poll = call('GetActivityTask', { activityArn });
    service.close();
    expect(await poll).toEqual({});
  });
});
