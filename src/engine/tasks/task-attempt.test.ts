import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { createEngine, skipClock } from '../index.js';
import { lambdaArn } from '../fixtures/run-definition.js';

const CALL = {
  StartAt: 'Call',
  States: { Call: { Type: 'Task', Resource: lambdaArn('call'), TimeoutSeconds: 5, End: true } },
};

/** A clock that is not free does not advance for longer than any test may take. */
const ENDLESS_PATIENCE = 3_600_000;

/** Turns of the event loop until the timer fires, however long a turn takes on a busy machine. */
async function turnsUntil(clock: ReturnType<typeof skipClock>, ms: number): Promise<number> {
  const over = new AbortController();
  clock.timer(ms, () => over.abort());
  let turns = 0;
  for (; !over.signal.aborted; turns++) await new Promise((resolve) => setImmediate(resolve));
  return turns;
}

describe('an attempt that is given up', () => {
  test.each([
    ['heeds its signal', true],
    ['ignores its signal', false],
  ])('leaves the clock free, whether its handler %s or not', async (_, heeds) => {
    const clock = skipClock({ patience: ENDLESS_PATIENCE });
    const engine = createEngine({ clock });
    const ended: number[] = [];
    engine.lambda('call', async (__, { signal }) => {
      await clock.sleep(20_000, heeds ? signal : undefined).finally(() => ended.push(clock.now()));
    });
    const machine = engine.createStateMachine({ name: 'm', definition: CALL });
    const executions = [1, 2, 3].map(() => engine.startExecution(machine));
    executions[2]?.stop();
    for (const execution of executions) await execution.finished;
    expect(executions.map(({ status }) => status)).toEqual(['FAILED', 'FAILED', 'ABORTED']);
    await new Promise<void>((resolve) => clock.timer(100_000, resolve));
    expect(ended).toHaveLength(3);
  });

  test('leaves the clock free when its signal only had a bystander', async () => {
    const clock = skipClock({ patience: 20 });
    const engine = createEngine({ clock });
    const heard: string[] = [];
    engine.lambda('call', async (_, { signal }) => {
      signal.addEventListener('abort', () => heard.push('abort'));
      await clock.sleep(20_000);
    });
    const machine = engine.createStateMachine({ name: 'm', definition: CALL });
    await engine.startExecution(machine).finished;
    await new Promise<void>((resolve) => clock.timer(100_000, resolve));
    for (let round = 0; round < 10; round++) expect(await turnsUntil(clock, 100_000)).toBeLessThan(10);
    expect(heard).toEqual(['abort']);
  });

  test('lets no time slip while the connections of all its kind close', async () => {
    const clock = skipClock({ startAt: 0 });
    const closedAt: number[] = [];
    const server = createServer((incoming, response) => {
      const controller = new AbortController();
      response.on('close', () => controller.abort());
      clock.sleep(60_000, controller.signal).catch(() => closedAt.push(clock.now()));
      incoming.resume();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const engine = createEngine({ clock });
    engine.lambda('call', async (item: number, { signal }) => {
      if (item > 0) await once(request({ port, signal, agent: false }).end(), 'response');
      await clock.sleep(1000);
      throw new Error('the first to fail');
    });
    const inner = { StartAt: 'Call', States: { Call: { Type: 'Task', Resource: lambdaArn('call'), End: true } } };
    const Each = {
      Type: 'Map',
      ItemProcessor: inner,
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Wait' }],
      End: true,
    };
    const Wait = { Type: 'Wait', Seconds: 1, End: true };
    const machine = engine.createStateMachine({ name: 'm', definition: { StartAt: 'Each', States: { Each, Wait } } });
    const execution = await engine.startExecution({ ...machine, input: [0, 1, 2, 3] }).finished;
    expect(execution).toMatchObject({ status: 'SUCCEEDED', stopDate: new Date(2000) });
    expect(closedAt).toEqual([1000, 1000, 1000]);
    server.close();
  });
});
