import { describe, expect, test } from '@jest/globals';
import { createEngine, manualClock, scaledClock, skipClock, type Engine, type ObservedEvent } from './index.js';
import { eventTypes, lambdaArn } from './fixtures/run-definition.js';
import { size } from '../../test/size.js';

const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 10, End: true } } };

/** A Map of calls that fail now and then, with jittered retries: everything that could go out of order. */
const UNSTEADY = {
  QueryLanguage: 'JSONata',
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      MaxConcurrency: 7,
      ItemProcessor: {
        StartAt: 'Call',
        States: {
          Call: {
            Type: 'Task',
            Resource: lambdaArn('call'),
            Retry: [{ ErrorEquals: ['Throttled'], MaxAttempts: 5, JitterStrategy: 'FULL' }],
            Assign: { id: '{% $uuid() %}' },
            Next: 'Pause',
          },
          Pause: { Type: 'Wait', Seconds: '{% $floor($random() * 3) %}', End: true },
        },
      },
      End: true,
    },
  },
};

describe('an engine', () => {
  test('runs a machine of handlers, waits and choices in virtual time', async () => {
    const engine = createEngine();
    engine.lambda('double', async ({ number }: { number: number }) => ({ number: number * 2 }));
    const { stateMachineArn } = engine.createStateMachine({
      name: 'doubling',
      definition: {
        QueryLanguage: 'JSONata',
        StartAt: 'Double',
        States: {
          Double: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Arguments: { FunctionName: 'double', Payload: '{% $states.input %}' },
            Output: '{% $states.result.Payload %}',
            Next: 'Pause',
          },
          Pause: { Type: 'Wait', Seconds: 24 * 3600, Next: 'IsEnough' },
          IsEnough: {
            Type: 'Choice',
            Choices: [{ Condition: '{% $states.input.number >= 8 %}', Next: 'Done' }],
            Default: 'Double',
          },
          Done: { Type: 'Succeed' },
        },
      },
    });
    const execution = await engine.startExecution({ stateMachineArn, input: { number: 1 } }).finished;
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: { number: 8 }, billedTransitions: 10 });
    expect(execution.stopDate).toEqual(new Date('2026-01-04T00:00:00Z'));
  });

  test('gives byte-identical histories for one seed, in whatever order handlers really finish', async () => {
    const run = async (seed: number, shuffle: number): Promise<string> => {
      const clock = skipClock();
      const engine = createEngine({ clock, seed });
      const calls = new Map<number, number>();
      engine.lambda('call', async (item: number) => {
        const call = (calls.get(item) ?? 0) + 1;
        calls.set(item, call);
        for (let turn = (item * shuffle) % 5; turn > 0; turn--) await new Promise((resolve) => setImmediate(resolve));
        if (item % 3 === 0) await clock.sleep(item * 10);
        if ((item + call) % 4 === 0) throw Object.assign(new Error('slow down'), { name: 'Throttled' });
        return item;
      });
      const machine = engine.createStateMachine({ name: 'm', definition: UNSTEADY });
      const input = Array.from({ length: 30 }, (_, item) => item);
      const execution = await engine.startExecution({ ...machine, input }).finished;
      expect(execution.status).toBe('SUCCEEDED');
      return JSON.stringify([execution.executionArn, execution.history()]);
    };
    const history = await run(1, 1);
    expect(await run(1, 2)).toBe(history);
    expect(await run(1, 3)).toBe(history);
    expect(await run(2, 1)).not.toBe(history);
  });

  const MANY = size({ sample: 500, full: 5_000 });

  test(`survives a stop in the middle of each of ${MANY} concurrent executions`, async () => {
    const clock = manualClock();
    const engine = createEngine({ clock });
    engine.lambda('call', (item: number) => clock.sleep(item * 1000));
    const machine = engine.createStateMachine({ name: 'm', definition: UNSTEADY });
    const executions = Array.from({ length: MANY }, () => engine.startExecution({ ...machine, input: [1, 2, 3] }));
    await clock.advance(1500);
    for (const execution of executions) execution.stop({ cause: 'enough' });
    await clock.advance(60_000);
    const ends = executions.map(
      (execution) => `${execution.status} ${execution.cause} ${execution.history().at(-1)?.type}`,
    );
    expect(new Set(ends)).toEqual(new Set(['ABORTED enough ExecutionAborted']));
  });

  test('runs on real time as well, or on a multiple of it', async () => {
    const engine = createEngine({ clock: scaledClock(100_000) });
    engine.lambda('call', async (item: number) => item + 1);
    const States = {
      W: { Type: 'Wait', Seconds: 600, Next: 'T' },
      T: { Type: 'Task', Resource: lambdaArn('call'), End: true },
    };
    const machine = engine.createStateMachine({ name: 'm', definition: { StartAt: 'W', States } });
    const execution = await engine.startExecution({ ...machine, input: 1 }).finished;
    expect(execution.output).toBe(2);
    expect(Number(execution.stopDate) - execution.startDate.getTime()).toBeGreaterThanOrEqual(600_000);
  });
});

describe('starting an execution', () => {
  function engineWith(definition: object): { engine: Engine; stateMachineArn: string } {
    const engine = createEngine();
    return { engine, ...engine.createStateMachine({ name: 'm', definition }) };
  }

  test('takes the same name again only for the same input, while it runs', async () => {
    const { engine, stateMachineArn } = engineWith(WAIT);
    const start = (input: unknown): ReturnType<Engine['startExecution']> =>
      engine.startExecution({ stateMachineArn, name: 'one', input });
    const first = start({ a: 1 });
    expect(start({ a: 1 })).toBe(first);
    const taken = expect.objectContaining({ name: 'ExecutionAlreadyExists' });
    expect(() => start({ a: 2 })).toThrow(taken);
    await first.finished;
    expect(() => start({ a: 1 })).toThrow(taken);
    expect(engine.execution(first.executionArn)).toBe(first);
    expect(engine.executions()).toEqual([first]);
  });

  test('refuses what AWS refuses', () => {
    const { engine, stateMachineArn } = engineWith(PASS);
    const refused = (name: string): unknown => expect.objectContaining({ name });
    expect(() => engine.startExecution({ stateMachineArn: 'arn:gone' })).toThrow(refused('StateMachineDoesNotExist'));
    expect(() => engine.startExecution({ stateMachineArn, name: 'a b' })).toThrow(refused('InvalidName'));
    expect(() => engine.startExecution({ stateMachineArn, name: 'x'.repeat(81) })).toThrow(refused('InvalidName'));
    expect(() => engine.startExecution({ stateMachineArn, input: 'x'.repeat(2 ** 18) })).toThrow(
      refused('InvalidExecutionInput'),
    );
    expect(() => engine.createStateMachine({ name: 'a/b', definition: PASS })).toThrow(refused('InvalidName'));
  });

  test('copies the input: what happens to it later changes nothing', async () => {
    const { engine, stateMachineArn } = engineWith(WAIT);
    const input = { list: [1] };
    const execution = engine.startExecution({ stateMachineArn, input });
    input.list.push(2);
    expect((await execution.finished).output).toEqual({ list: [1] });
  });

  test('takes keys such as __proto__ and constructor like any other', async () => {
    const { engine, stateMachineArn } = engineWith(PASS);
    const input: unknown = JSON.parse('{"__proto__":{"admin":true},"constructor":1}');
    const { output } = await engine.startExecution({ stateMachineArn, input }).finished;
    expect(JSON.stringify(output)).toBe('{"__proto__":{"admin":true},"constructor":1}');
    expect('admin' in {}).toBe(false);
  });

  test('shows the role and the variables it is started with', async () => {
    const definition = {
      StartAt: 'P',
      States: { P: { Type: 'Pass', Parameters: { 'r.$': '$$.Execution.RoleArn', 'v.$': '$v' }, End: true } },
    };
    const { engine, stateMachineArn } = engineWith(definition);
    const execution = await engine.startExecution({ stateMachineArn, roleArn: 'arn:role', variables: { v: 1 } })
      .finished;
    expect(execution.output).toEqual({ r: 'arn:role', v: 1 });
    expect(execution.history()[0]).toMatchObject({ executionStartedEventDetails: { roleArn: 'arn:role' } });
  });

  test('names executions from the seed', () => {
    const names = (seed: string): string[] => {
      const engine = createEngine({ seed });
      const machine = engine.createStateMachine({ name: 'm', definition: PASS });
      return [engine.startExecution(machine).name, engine.startExecution(machine).name];
    };
    expect(names('a')).toEqual(names('a'));
    expect(names('a')).not.toEqual(names('b'));
    expect(new Set(names('a')).size).toBe(2);
  });
});

describe('observing', () => {
  test('shows every event as it happens, until it is ended', async () => {
    const engine = createEngine();
    const seen: ObservedEvent[] = [];
    const end = engine.observe((event) => seen.push(event));
    const machine = engine.createStateMachine({ name: 'm', definition: WAIT });
    const execution = engine.startExecution(machine);
    expect(seen.map(({ type }) => type)).toEqual(['ExecutionStarted', 'WaitStateEntered']);
    await execution.finished;
    expect(seen).toEqual(execution.history().map((event) => ({ ...event, executionArn: execution.executionArn })));
    end();
    await engine.startExecution(machine).finished;
    expect(seen).toHaveLength(4);
  });

  test('a listener may stop the execution in the middle of a state', async () => {
    const engine = createEngine();
    let called = false;
    engine.lambda('f', () => {
      called = true;
    });
    const definition = { StartAt: 'T', States: { T: { Type: 'Task', Resource: lambdaArn('f'), End: true } } };
    engine.observe(({ type, executionArn }) => {
      if (type === 'LambdaFunctionScheduled') engine.execution(executionArn)?.stop();
    });
    const execution = await engine.startExecution(engine.createStateMachine({ name: 'm', definition })).finished;
    expect(eventTypes(execution)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'ExecutionAborted',
    ]);
    expect(called).toBe(false);
  });
});

test('a history comes in pages', async () => {
  const engine = createEngine();
  const execution = await engine.startExecution(engine.createStateMachine({ name: 'm', definition: WAIT })).finished;
  expect([...execution.history(0, 2), ...execution.history(2)]).toEqual(execution.history());
  expect(execution.history(1, 3).map(({ id }) => id)).toEqual([2, 3]);
});

test('executions that have ended can be forgotten', async () => {
  const engine = createEngine();
  const execution = engine.startExecution(engine.createStateMachine({ name: 'm', definition: WAIT }));
  expect(engine.forget(execution.executionArn)).toBe(false);
  await execution.finished;
  expect(engine.forget(execution.executionArn)).toBe(true);
  expect(engine.executions()).toEqual([]);
  expect(engine.forget(execution.executionArn)).toBe(false);
});
