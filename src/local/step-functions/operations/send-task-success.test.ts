import { EventEmitter, once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { createEngine, manualClock } from '../../../engine/index.js';
import { serviceFixture } from '../service.fixture.js';

const WAITS = JSON.stringify({
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { MessageBody: { 'token.$': '$$.Task.Token' } },
      HeartbeatSeconds: 60,
      End: true,
    },
  },
});

async function waiting() {
  const clock = manualClock();
  const engine = createEngine({ clock });
  const fixture = serviceFixture(engine);
  const handedOut = new EventEmitter();
  const token = once(handedOut, 'token');
  engine.integration('sqs:sendMessage', (args: { MessageBody: { token: string } }) => {
    handedOut.emit('token', args.MessageBody.token);
  });
  const stateMachineArn = await fixture.create('asks', WAITS);
  const { executionArn } = await fixture.call('StartExecution', { stateMachineArn });
  const ended = async (): Promise<object> => {
    await engine.execution(String(executionArn))?.finished;
    return fixture.call('DescribeExecution', { executionArn });
  };
  return { ...fixture, clock, taskToken: String((await token)[0]), ended };
}

describe('answers to task tokens', () => {
  test('a success goes on with its output', async () => {
    const { call, taskToken, ended } = await waiting();
    expect(await call('SendTaskSuccess', { taskToken, output: '{"yes":true}' })).toEqual({});
    expect(await ended()).toMatchObject({ status: 'SUCCEEDED', output: '{"yes":true}' });
  });

  test('a failure has its error and cause', async () => {
    const { call, taskToken, ended } = await waiting();
    await call('SendTaskFailure', { taskToken, error: 'No', cause: 'because' });
    expect(await ended()).toMatchObject({ status: 'FAILED', error: 'No', cause: 'because' });
  });

  test('heartbeats keep a task alive, without them it times out', async () => {
    const { call, taskToken, clock, ended, refusal } = await waiting();
    await clock.advance(59_000);
    await call('SendTaskHeartbeat', { taskToken });
    await clock.advance(59_000);
    await call('SendTaskHeartbeat', { taskToken });
    await clock.advance(60_000);
    expect(await ended()).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(await refusal('SendTaskHeartbeat', { taskToken })).toMatchObject({ name: 'TaskTimedOut' });
  });

  test('a task is answered once', async () => {
    const { call, refusal, taskToken, ended } = await waiting();
    await call('SendTaskSuccess', { taskToken, output: '1' });
    await ended();
    expect(await refusal('SendTaskSuccess', { taskToken, output: '2' })).toEqual({
      name: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
  });

  test('an output that is no JSON leaves the task waiting', async () => {
    const { call, refusal, taskToken, ended } = await waiting();
    expect(await refusal('SendTaskSuccess', { taskToken, output: 'yes' })).toMatchObject({ name: 'InvalidOutput' });
    await call('SendTaskSuccess', { taskToken, output: '"yes"' });
    expect(await ended()).toMatchObject({ status: 'SUCCEEDED' });
  });

  test.each(['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat'])(
    '%s refuses what never was a token',
    async (operation) => {
      const { refusal } = serviceFixture();
      expect(await refusal(operation, { taskToken: 'none', output: 'no JSON' })).toEqual({
        name: 'InvalidToken',
        message: "Invalid Token: 'Invalid token'",
      });
    },
  );
});
