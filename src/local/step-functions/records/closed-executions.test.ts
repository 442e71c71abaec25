import { describe, expect, test } from '@jest/globals';
import { serviceFixture, WAIT } from '../service.fixture.js';
import { ClosedExecutions } from './closed-executions.js';

const FAIL = JSON.stringify({ StartAt: 'Fail', States: { Fail: { Type: 'Fail', Error: 'E' } } });
const MAP_OF_TWO = JSON.stringify({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Pass',
        States: { Pass: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
});

test('the first to end is the first to go; one that is redriven is not closed', () => {
  const forgotten: string[] = [];
  const closed = new ClosedExecutions(2, (executionArn) => forgotten.push(executionArn));
  for (const executionArn of ['a', 'b', 'a', 'c', 'd']) closed.add(executionArn);
  expect(forgotten).toEqual(['b', 'a']);
  closed.delete('c');
  closed.add('e');
  expect(forgotten).toEqual(['b', 'a']);
  expect(() => new ClosedExecutions(0, () => {})).toThrow('0 closed executions to keep: expected 1 or more');
});

describe('a service that keeps two closed executions', () => {
  const run = async ({ call, engine }: ReturnType<typeof serviceFixture>, order: object): Promise<string> => {
    const { executionArn } = await call('StartExecution', order);
    await engine.execution(String(executionArn))?.finished;
    return String(executionArn);
  };

  test('forgets the older ones, and never one that runs', async () => {
    const fixture = serviceFixture(undefined, { keep: 2 });
    const { call, create, engine, refusal } = fixture;
    const hold = engine.clock.hold();
    const { executionArn: running } = await call('StartExecution', { stateMachineArn: await create('slow', WAIT) });
    const stateMachineArn = await create('one');
    const arns = [];
    for (const name of ['a', 'b', 'c']) arns.push(await run(fixture, { stateMachineArn, name }));
    const { executions } = await call('ListExecutions', { stateMachineArn });
    expect(executions).toMatchObject([{ name: 'c' }, { name: 'b' }]);
    expect(await refusal('DescribeExecution', { executionArn: arns[0] })).toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
    expect(await call('DescribeExecution', { executionArn: running })).toMatchObject({ status: 'RUNNING' });
    expect(engine.executions()).toHaveLength(3);
    hold();
  });

  test('counts one that was redriven from its last end', async () => {
    const fixture = serviceFixture(undefined, { keep: 2 });
    const { call, create, engine } = fixture;
    const stateMachineArn = await create('one', FAIL);
    const first = await run(fixture, { stateMachineArn, name: 'first' });
    await run(fixture, { stateMachineArn, name: 'second' });
    await call('RedriveExecution', { executionArn: first });
    await engine.execution(first)?.finished;
    await run(fixture, { stateMachineArn, name: 'third' });
    const { executions } = await call('ListExecutions', { stateMachineArn });
    expect(new Set(executions)).toEqual(
      new Set([expect.objectContaining({ name: 'first' }), expect.objectContaining({ name: 'third' })]),
    );
  });

  test('forgets map runs and their children with their execution', async () => {
    const fixture = serviceFixture(undefined, { keep: 1 });
    const { call, create, engine, refusal } = fixture;
    const executionArn = await run(fixture, { stateMachineArn: await create('each', MAP_OF_TWO), input: '[1,2]' });
    const [{ mapRunArn }]: [{ mapRunArn: string }] = (await call('ListMapRuns', { executionArn })).mapRuns!;
    const { executions } = await call('ListExecutions', { mapRunArn });
    const [child]: [{ executionArn: string }] = executions!;
    await run(fixture, { stateMachineArn: await create('one') });
    expect(engine.mapRuns()).toEqual([]);
    expect(await refusal('DescribeMapRun', { mapRunArn })).toMatchObject({ name: 'ResourceNotFound' });
    expect(await refusal('DescribeExecution', { executionArn: child.executionArn })).toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
  });
});
