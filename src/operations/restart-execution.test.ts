import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { itemNames, outcomesOf, startBatchWorld, type BatchWorld } from './batch-world.fixture.js';
import { inspectExecution } from './execution-report.js';
import { redriveExecution } from './redrive-execution.js';
import { restartExecution, restartPlan } from './restart-execution.js';

let world: BatchWorld;
let machine: string;
beforeAll(async () => {
  world = await startBatchWorld();
  machine = await world.create('restarts', { chunkSize: 5 });
});
afterAll(() => world.close());

/** Starts an execution that is stopped after so many events. */
async function stopped(name: string, input: object, afterEvents: number): Promise<string> {
  const ignore = world.engine.observe(({ executionArn, id }) => {
    if (executionArn.endsWith(`:${name}`) && id === afterEvents) world.engine.execution(executionArn)?.stop();
  });
  const execution = world.start(machine, name, input);
  await execution.finished;
  ignore();
  return execution.executionArn;
}

describe('restartExecution', () => {
  test('numbers the executions of a batch, also of those that had not begun', async () => {
    const arn = await stopped('early', { items: ['a', 'b'] }, 1);
    const first = await restartPlan(await inspectExecution(world.client, arn));
    expect(first).toMatchObject({ name: 'early-1', input: { items: ['a', 'b'], batch: 'early', continuation: 1 } });
    const again = await stopped('early-1', first.input, 1);
    const second = await restartExecution(world.client, again);
    expect(second).toMatchObject({ name: 'early-2', input: { batch: 'early', continuation: 2 }, outcome: 'started' });
    const [last] = await world.finished(second.executionArn);
    expect(last?.output).toMatchObject({ items: 2, continuation: 2, outcomes: { primary: 2 } });
  });

  test('passes an input on whose items are listed only later', async () => {
    world.items = itemNames(3);
    const arn = await stopped('listing', { failure_count: 1 }, 5);
    const restarted = await restartExecution(world.client, arn);
    expect(restarted.input).toEqual({ failure_count: 1, batch: 'listing', continuation: 1 });
    const ended = await world.finished(restarted.executionArn);
    expect(ended.flatMap(outcomesOf)).toHaveLength(3);
  });

  test('begins with the circuits that are asked for', async () => {
    const arn = await stopped('asked', { items: itemNames(9) }, 20);
    const plan = restartPlan(await inspectExecution(world.client, arn), { state: 'HALF_OPEN' });
    expect(plan.input).toMatchObject({ state: 'HALF_OPEN', failure_count: 0 });
    expect(restartPlan(await inspectExecution(world.client, arn)).input.state).toBeUndefined();
  });

  test('refuses what StartExecution would not take, and points at the redrive that does it', async () => {
    // As large as an input may be, so that the name of the batch is too much.
    const input = { items: ['a'], note: 'x'.repeat(262_144 - '{"items":["a"],"note":""}'.length) };
    const tooLarge = await stopped('large', input, 1);
    await expect(restartExecution(world.client, tooLarge)).rejects.toThrow(
      /is an input of 2621\d\d bytes, and StartExecution takes 262144\. Redrive it instead/,
    );
    await expect(redriveExecution(world.client, tooLarge)).resolves.toMatchObject({ executionArn: tooLarge });
  });

  test('waits for the end of a history that AWS does not show at once', async () => {
    const arn = await stopped('late', { items: itemNames(3) }, 15);
    let looks = 0;
    const late: typeof world.client = Object.create(world.client, {
      getExecutionHistory: {
        value: async (input: Parameters<typeof world.client.getExecutionHistory>[0]) => {
          const page = await world.client.getExecutionHistory(input);
          return ++looks > 1 ? page : { ...page, events: page.events?.slice(2) };
        },
      },
    });
    const plan = restartPlan(await inspectExecution(world.client, arn));
    const { input, outcome } = await restartExecution(late, arn);
    expect({ input, outcome, looks }).toEqual({ input: plan.input, outcome: 'started', looks: 2 });
  });

  test('refuses what is no circuit breaker', async () => {
    const definition = JSON.stringify({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 5, End: true } } });
    const roleArn = 'arn:aws:iam::123456789012:role/r';
    const { stateMachineArn = '' } = await world.sdk.createStateMachine({ name: 'waits', definition, roleArn });
    const { executionArn } = world.start(stateMachineArn, 'w', {});
    await world.engine.execution(executionArn)?.finished;
    await expect(restartExecution(world.client, executionArn)).rejects.toThrow('runs no circuit breaker machine');
    const { report } = await inspectExecution(world.client, executionArn);
    expect(report).toMatchObject({ status: 'SUCCEEDED', state: { name: 'W' }, pending: [] });
    expect(report.batch).toBeUndefined();
  });
});

test('a long history is read page by page, and again only what is new', async () => {
  const { executionArn, finished } = world.start(machine, 'long', { items: itemNames(400) });
  const early = await stopped('short', { items: itemNames(4) }, 12);
  const half = await inspectExecution(world.client, early);
  await finished;
  const pages: number[] = [];
  const counting: typeof world.client = Object.create(world.client, {
    getExecutionHistory: {
      value: async (input: Parameters<typeof world.client.getExecutionHistory>[0]) => {
        const page = await world.client.getExecutionHistory(input);
        pages.push(page.events?.length ?? 0);
        return page;
      },
    },
  });
  const whole = await inspectExecution(counting, executionArn);
  expect(whole.report).toMatchObject({ status: 'SUCCEEDED', batch: { done: 400, total: 400 } });
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.reduce((a, b) => a + b)).toBe(whole.report.events);
  pages.length = 0;
  expect((await inspectExecution(counting, executionArn, whole)).report).toEqual(whole.report);
  expect(pages).toHaveLength(1);
  expect((await inspectExecution(world.client, early, half)).report).toEqual(half.report);
});
