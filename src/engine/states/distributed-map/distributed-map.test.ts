import { describe, expect, test } from '@jest/globals';
import { eventLines, eventTypes, lambdaArn, runDefinition, runState } from '../../fixtures/run-definition.js';
import { createEngine, memoryObjectStore, type Engine, type Execution } from '../../index.js';

const processor = (states: object = { Item: { Type: 'Pass', End: true } }, config: object = {}): object => ({
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD', ...config },
  StartAt: Object.keys(states)[0],
  States: states,
});
const map = (fields: object = {}): object => ({ Type: 'Map', ItemProcessor: processor(), ...fields });

const failOn = (bad: number): object =>
  processor({
    Check: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: bad, Next: 'Bad' }], Default: 'Good' },
    Bad: { Type: 'Fail', Error: 'Bad', Cause: 'no good' },
    Good: { Type: 'Succeed' },
  });

async function runOn(engine: Engine, state: object, input: unknown): Promise<Execution> {
  const definition = { StartAt: 'Map', States: { Map: { ...state, End: true } } };
  const { stateMachineArn } = engine.createStateMachine({ name: 'machine', definition });
  return await engine.startExecution({ stateMachineArn, name: 'run', input }).finished;
}

describe('a distributed Map', () => {
  test('has the events of a map run in its history, and nothing of its items', async () => {
    const execution = await runState(map({ MaxConcurrency: 1 }), { input: ['Hello', 'World'] });
    expect(execution.output).toEqual(['Hello', 'World']);
    expect(eventLines(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapRunStarted',
      '5<4 MapRunSucceeded',
      '6<5 MapStateSucceeded',
      '7<4 MapStateExited',
      '8<7 ExecutionSucceeded',
    ]);
    expect(execution.history()[2]).toMatchObject({ mapStateStartedEventDetails: { length: 2 } });
    expect(execution.history()[3]).toMatchObject({
      mapRunStartedEventDetails: {
        mapRunArn: expect.stringMatching(/^arn:aws:states:us-east-1:123456789012:mapRun:machine\/[\w-]+:[\w-]{36}$/),
      },
    });
  });

  test.each(['STANDARD', 'EXPRESS'] as const)('runs its items in %s executions of their own', async (type) => {
    const engine = createEngine();
    const events: string[] = [];
    engine.observe(({ executionArn, type }) => events.push(`${executionArn.split(':')[5]} ${type}`));
    await runOn(engine, map({ Label: 'Each', ItemProcessor: processor(undefined, { ExecutionType: type }) }), [1]);
    const kind = type === 'STANDARD' ? 'execution' : 'express';
    expect(events.filter((event) => event.endsWith('PassStateEntered'))).toEqual([`${kind} PassStateEntered`]);
    const [run] = engine.mapRuns();
    expect(run).toMatchObject({
      label: 'Each',
      status: 'SUCCEEDED',
      executionArn: 'arn:aws:states:us-east-1:123456789012:execution:machine:run',
      stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine/Each',
      maxConcurrency: 0,
      itemCounts: { total: 1, succeeded: 1, pending: 0, running: 0 },
    });
    expect(run?.mapRunArn).toMatch(/:mapRun:machine\/Each:[\w-]{36}$/);
    expect(engine.mapRun(run?.mapRunArn ?? '')).toBe(run);
  });

  test('keeps its Standard children, to be described one by one', async () => {
    const engine = createEngine();
    const parent = await runOn(engine, map({ Label: 'Each' }), ['a', 'b']);
    const [run] = engine.mapRuns();
    const children = run?.executions() ?? [];
    expect(children.map(({ input, status }) => [input, status])).toEqual([
      ['a', 'SUCCEEDED'],
      ['b', 'SUCCEEDED'],
    ]);
    const [child] = children;
    expect(engine.execution(child?.executionArn ?? '')).toBe(child);
    expect(child).toMatchObject({ parentArn: parent.executionArn, mapRunArn: run?.mapRunArn, itemCount: 1 });
    expect(child?.executionArn).toMatch(/:execution:machine\/Each:[\w-]{36}$/);
    expect(child && eventTypes(child)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    expect(engine.executions()).toEqual([parent]);
  });

  test('runs without items, too', async () => {
    const execution = await runState(map(), { input: [] });
    expect(execution.output).toEqual([]);
    expect(eventTypes(execution)).toContain('MapRunSucceeded');
  });

  test('iterates over the members of an object', async () => {
    const selector = { 'k.$': '$$.Map.Item.Key', 'v.$': '$$.Map.Item.Value', 'from.$': '$$.Map.Item.Source' };
    expect((await runState(map(), { input: { a: 1 } })).output).toEqual([{ Key: 'a', Value: 1 }]);
    expect((await runState(map({ ItemSelector: selector }), { input: { a: 1 } })).output).toEqual([
      { k: 'a', v: 1, from: 'STATE_DATA' },
    ]);
  });

  test('selects from its own input and its variables, which children do not see', async () => {
    const child = { Item: { Type: 'Pass', Output: '{% $exists($outer) %}', End: true } };
    const execution = await runDefinition(
      {
        QueryLanguage: 'JSONata',
        StartAt: 'Set',
        States: {
          Set: { Type: 'Pass', Assign: { outer: 1 }, Next: 'Map' },
          Map: {
            Type: 'Map',
            Items: '{% $states.input.items %}',
            ItemSelector: { outer: '{% $outer %}', index: '{% $states.context.Map.Item.Index %}' },
            ItemProcessor: processor(child),
            End: true,
          },
        },
      },
      { input: { items: ['x'] } },
    );
    expect(execution.output).toEqual([false]);
  });

  test('fails with the threshold by default, at the first item that fails, and stops the others', async () => {
    const engine = createEngine();
    const states = {
      Check: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 2, Next: 'Bad' }], Default: 'Wait' },
      Bad: { Type: 'Fail', Error: 'Bad', Cause: 'no good' },
      Wait: { Type: 'Wait', Seconds: 10, End: true },
    };
    const execution = await runOn(engine, map({ MaxConcurrency: 2, ItemProcessor: processor(states) }), [1, 2, 3]);
    const cause = 'The specified tolerated failure threshold was exceeded';
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold', cause });
    expect(eventLines(execution).slice(3)).toEqual([
      '4<3 MapRunStarted',
      '5<4 MapRunFailed',
      '6<5 MapStateFailed',
      '7<6 ExecutionFailed',
    ]);
    const [run] = engine.mapRuns();
    expect(run?.itemCounts).toMatchObject({ failed: 1, aborted: 1, pending: 1, total: 3 });
    expect(run?.executions().map(({ status }) => status)).toEqual(['ABORTED', 'FAILED']);
  });

  test.each<[string, object, string]>([
    ['a count', { ToleratedFailureCount: 1 }, 'SUCCEEDED'],
    ['a percentage', { ToleratedFailurePercentage: 34 }, 'SUCCEEDED'],
    ['a percentage that is too low', { ToleratedFailurePercentage: 33 }, 'FAILED'],
    ['a count from a path', { ToleratedFailureCountPath: '$[0]' }, 'SUCCEEDED'],
    [
      'a percentage beside a count that is too low',
      { ToleratedFailurePercentage: 34, ToleratedFailureCount: 0 },
      'FAILED',
    ],
  ])('tolerates %s', async (_name, fields, status) => {
    const execution = await runState(map({ ItemProcessor: failOn(2), ...fields }), { input: [1, 2, 3] });
    expect(execution.status).toBe(status);
  });

  test('shows tolerated failures among the results, with all that is known of them', async () => {
    const fields = { ItemProcessor: failOn(2), ToleratedFailureCount: 1 };
    expect((await runState(map(fields), { input: [1, 2] })).output).toEqual([
      1,
      expect.objectContaining({ Status: 'FAILED', Error: 'Bad', Cause: 'no good', Input: '2' }),
    ]);
  });

  test('is tried again as a new map run, and its failure is caught', async () => {
    const engine = createEngine();
    const definition = {
      StartAt: 'Map',
      States: {
        Map: {
          ...map({ ItemProcessor: failOn(1) }),
          Retry: [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], MaxAttempts: 1 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
          End: true,
        },
        Caught: { Type: 'Succeed' },
      },
    };
    const { stateMachineArn } = engine.createStateMachine({ name: 'machine', definition });
    const execution = await engine.startExecution({ stateMachineArn, input: [1] }).finished;
    expect(execution).toMatchObject({
      status: 'SUCCEEDED',
      output: { Error: 'States.ExceedToleratedFailureThreshold' },
    });
    expect(engine.mapRuns().map(({ status }) => status)).toEqual(['FAILED', 'FAILED']);
  });

  test('keeps to MaxConcurrency, and to a new one', async () => {
    const engine = createEngine();
    let running = 0;
    const seen: number[] = [];
    engine.lambda('work', async () => {
      seen.push(++running);
      if (seen.length === 2) engine.mapRuns()[0]?.update({ maxConcurrency: 5 });
      await engine.clock.sleep(1000);
      running--;
    });
    const work = { Work: { Type: 'Task', Resource: lambdaArn('work'), End: true } };
    await runOn(engine, map({ MaxConcurrency: 2, ItemProcessor: processor(work) }), Array.from({ length: 12 }));
    expect(Math.max(...seen.slice(0, 2))).toBe(2);
    expect(Math.max(...seen)).toBe(5);
    expect(engine.mapRuns()[0]?.maxConcurrency).toBe(5);
  });

  test('is stopped with its execution', async () => {
    const engine = createEngine();
    const definition = {
      StartAt: 'Map',
      States: {
        Map: { ...map({ ItemProcessor: processor({ W: { Type: 'Wait', Seconds: 60, End: true } }) }), End: true },
      },
    };
    const { stateMachineArn } = engine.createStateMachine({ name: 'machine', definition });
    const execution = engine.startExecution({ stateMachineArn, input: [1, 2] });
    execution.stop();
    expect(engine.mapRuns()[0]).toMatchObject({ status: 'ABORTED', itemCounts: { aborted: 2 } });
    expect(eventTypes(execution).at(-1)).toBe('ExecutionAborted');
  });

  test('is the same in every run with the same seed', async () => {
    const histories = await Promise.all(
      [1, 2].map(async () => {
        const engine = createEngine({ seed: 7 });
        const execution = await runOn(engine, map({ ItemSelector: { 'id.$': 'States.UUID()' } }), [1, 2, 3]);
        return JSON.stringify([
          execution.history(),
          engine
            .mapRuns()[0]
            ?.executions()
            .map((child) => child.history()),
        ]);
      }),
    );
    expect(histories[0]).toBe(histories[1]);
  });
});

describe('ItemBatcher', () => {
  test('hands over groups of items with the input they share', async () => {
    const fields = { ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { 'all.$': '$' } } };
    const engine = createEngine();
    const execution = await runOn(engine, map(fields), [1, 2, 3]);
    expect(execution.output).toEqual([
      { BatchInput: { all: [1, 2, 3] }, Items: [1, 2] },
      { BatchInput: { all: [1, 2, 3] }, Items: [3] },
    ]);
    const [run] = engine.mapRuns();
    expect(run?.itemCounts).toMatchObject({ total: 3, succeeded: 3 });
    expect(run?.executionCounts).toMatchObject({ total: 2, succeeded: 2 });
    expect(run?.executions().map(({ itemCount }) => itemCount)).toEqual([2, 1]);
  });

  test('cuts by bytes of the whole input', async () => {
    // {"Items":["aaaa","aaaa"]} is 25 bytes long.
    const input = ['aaaa', 'aaaa', 'aaaa'];
    const batches = async (bytes: number): Promise<unknown> =>
      (await runState(map({ ItemBatcher: { MaxInputBytesPerBatch: bytes } }), { input })).output;
    expect(await batches(30)).toEqual([{ Items: ['aaaa', 'aaaa'] }, { Items: ['aaaa'] }]);
    expect(await batches(20)).toEqual([{ Items: ['aaaa'] }, { Items: ['aaaa'] }, { Items: ['aaaa'] }]);
  });

  test('a batch that fails counts with all its items', async () => {
    const processorOf = processor({ Bad: { Type: 'Fail' } });
    const fields = { ItemProcessor: processorOf, ItemBatcher: { MaxItemsPerBatch: 3 }, ToleratedFailureCount: 2 };
    expect(await runState(map(fields), { input: [1, 2, 3] })).toMatchObject({ status: 'FAILED' });
  });
});

describe('what cannot be run is refused', () => {
  test.each<[string, object, string]>([
    ['a label', map({ Label: 'a b' }), 'Label: contains " "'],
    ['a long label', map({ Label: 'x'.repeat(41) }), 'Label: has 41 characters'],
    ['a batcher without a size', map({ ItemBatcher: {} }), 'ItemBatcher: has no size'],
    [
      'an unknown mode',
      map({ ItemProcessor: processor(undefined, { Mode: 'BOTH' }) }),
      'expected INLINE or DISTRIBUTED',
    ],
    ['an execution type', map({ ItemProcessor: processor(undefined, { ExecutionType: 'FAST' }) }), 'ExecutionType'],
    [
      'waiting for a token in an Express child',
      map({
        ItemProcessor: processor(
          { T: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true } },
          { ExecutionType: 'EXPRESS' },
        ),
      }),
      'Resource: ends in .waitForTaskToken',
    ],
    ['a reader without a resource', map({ ItemReader: {} }), 'ItemReader.Resource'],
    ['an empty writer', map({ ResultWriter: {} }), 'ResultWriter: is empty'],
  ])('%s', async (_name, state, problem) => {
    await expect(async () => await runState(state)).rejects.toThrow(problem);
  });

  test('a distributed Map in an Express machine', async () => {
    await expect(async () => await runState(map(), { type: 'EXPRESS' })).rejects.toThrow('Express state machine');
  });

  test('reading without an object store', async () => {
    const ItemReader = { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b' } };
    expect((await runState(map({ ItemReader }))).cause).toContain('createEngine({ objectStore })');
  });
});

describe('ResultWriter', () => {
  const writer = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out', Prefix: 'jobs' } };
  const written = (store: ReturnType<typeof memoryObjectStore>, name: string): unknown => {
    const [, content] = [...store.objects].find(([key]) => key.endsWith(`/${name}`)) ?? [];
    return content === undefined ? undefined : JSON.parse(String(content));
  };

  test('writes results by status, and a manifest', async () => {
    const objectStore = memoryObjectStore();
    const engine = createEngine({ objectStore });
    const state = map({ ItemProcessor: failOn(2), ToleratedFailureCount: 1, ResultWriter: writer });
    const execution = await runOn(engine, state, [1, 2]);
    const [run] = engine.mapRuns();
    const folder = `jobs/${run?.mapRunArn.split(':').at(-1)}`;
    expect(execution.output).toEqual({
      MapRunArn: run?.mapRunArn,
      ResultWriterDetails: { Bucket: 'out', Key: `${folder}/manifest.json` },
    });
    expect(written(objectStore, 'manifest.json')).toEqual({
      DestinationBucket: 'out',
      MapRunArn: run?.mapRunArn,
      ResultFiles: {
        FAILED: [{ Key: `${folder}/FAILED_0.json`, Size: expect.any(Number) }],
        PENDING: [],
        SUCCEEDED: [{ Key: `${folder}/SUCCEEDED_0.json`, Size: expect.any(Number) }],
      },
    });
    expect(written(objectStore, 'SUCCEEDED_0.json')).toEqual([
      expect.objectContaining({
        Input: '1',
        InputDetails: { Included: true },
        Output: '1',
        OutputDetails: { Included: true },
        RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
        StartDate: '2026-01-01T00:00:00.000Z',
        StateMachineArn: run?.stateMachineArn,
        Status: 'SUCCEEDED',
      }),
    ]);
    expect(written(objectStore, 'FAILED_0.json')).toEqual([
      expect.objectContaining({ Error: 'Bad', Status: 'FAILED' }),
    ]);
    expect(run?.itemCounts.resultsWritten).toBe(2);
  });

  test('writes what was never begun, when too many failed', async () => {
    const objectStore = memoryObjectStore();
    const engine = createEngine({ objectStore });
    const state = map({ ItemProcessor: failOn(1), MaxConcurrency: 1, ResultWriter: writer });
    expect(await runOn(engine, state, [1, 2, 3])).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
    expect(written(objectStore, 'PENDING_0.json')).toEqual([
      expect.objectContaining({ Input: '2' }),
      expect.objectContaining({ Input: '3' }),
    ]);
  });

  test('opens lists, and writes lines', async () => {
    const objectStore = memoryObjectStore();
    const WriterConfig = { Transformation: 'FLATTEN', OutputType: 'JSONL' };
    await runOn(createEngine({ objectStore }), map({ ResultWriter: { ...writer, WriterConfig } }), [[1, 2], [3]]);
    const [, lines] = [...objectStore.objects].find(([key]) => key.endsWith('SUCCEEDED_0.jsonl')) ?? [];
    expect(lines).toBe('1\n2\n3');
  });

  test('without a bucket, shapes the result of the state', async () => {
    const ResultWriter = { WriterConfig: { Transformation: 'FLATTEN' } };
    expect((await runState(map({ ResultWriter }), { input: [[1], [2, 3]] })).output).toEqual([1, 2, 3]);
  });

  test('fails with States.ResultWriterFailed', async () => {
    const objectStore = {
      ...memoryObjectStore(),
      put: () => Promise.reject(new Error('Access Denied')),
    };
    expect(await runState(map({ ResultWriter: writer }), { input: [1], objectStore })).toMatchObject({
      error: 'States.ResultWriterFailed',
      cause: 'Access Denied',
    });
  });
});
