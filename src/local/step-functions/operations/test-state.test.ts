import { describe, expect, test } from '@jest/globals';
import { serviceFixture } from '../service.fixture.js';

const INVOKE = 'arn:aws:states:::lambda:invoke';

async function testState(definition: object, more: object = {}) {
  const { call } = serviceFixture();
  const answer: Record<string, unknown> = await call('TestState', { definition: JSON.stringify(definition), ...more });
  const { inspectionData } = answer;
  const stages = Object.entries(Object(inspectionData)).map(([name, value]) => [
    name,
    typeof value === 'string' ? JSON.parse(value) : value,
  ]);
  return { ...answer, ...(inspectionData === undefined ? {} : { inspectionData: Object.fromEntries(stages) }) };
}

async function refusal(definition: object, more: object = {}) {
  return serviceFixture().refusal('TestState', { definition: JSON.stringify(definition), ...more });
}

describe('TestState', () => {
  test('runs a state by itself, and says where it would go on', async () => {
    const state = {
      Type: 'Choice',
      Choices: [{ Variable: '$.n', NumericGreaterThan: 1, Next: 'Many' }],
      Default: 'Few',
    };
    expect(await testState(state, { input: '{"n":2}' })).toEqual({
      status: 'SUCCEEDED',
      output: '{"n":2}',
      nextState: 'Many',
    });
    expect(await testState(state, { input: '{"n":1}' })).toMatchObject({ nextState: 'Few' });
  });

  test('runs one state of a machine', async () => {
    const machine = {
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Fail', Error: 'E', Cause: 'c' } },
    };
    expect(await testState(machine, { stateName: 'B' })).toEqual({ status: 'FAILED', error: 'E', cause: 'c' });
    expect(await refusal(machine, { stateName: 'C' })).toEqual({
      name: 'ValidationException',
      message: 'State not found in definition',
    });
  });

  test('shows the data flow of a JSONPath state', async () => {
    const state = {
      Type: 'Task',
      Resource: INVOKE,
      InputPath: '$.in',
      Parameters: { FunctionName: 'f', 'Payload.$': '$.a' },
      ResultSelector: { 'b.$': '$.Payload' },
      ResultPath: '$.out',
      OutputPath: '$.out.b',
      End: true,
    };
    const mock = { result: '{"Payload":2,"StatusCode":200}' };
    expect(await testState(state, { input: '{"in":{"a":1}}', mock, inspectionLevel: 'DEBUG' })).toEqual({
      status: 'SUCCEEDED',
      output: '2',
      inspectionData: {
        input: { in: { a: 1 } },
        afterInputPath: { a: 1 },
        afterParameters: { FunctionName: 'f', Payload: 1 },
        result: { Payload: 2, StatusCode: 200 },
        afterResultSelector: { b: 2 },
        afterResultPath: { in: { a: 1 }, out: { b: 2 } },
      },
    });
  });

  test('shows the arguments of a JSONata state and what it assigns', async () => {
    const state = {
      Type: 'Task',
      QueryLanguage: 'JSONata',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Arguments: { MessageBody: '{% $greeting & $states.input.name %}' },
      Assign: { id: '{% $states.result.MessageId %}' },
      Output: '{% $greeting %}',
      End: true,
    };
    const more = {
      input: '{"name":"Ada"}',
      variables: '{"greeting":"Hello "}',
      mock: { result: '{"MessageId":"1"}' },
      inspectionLevel: 'TRACE',
    };
    expect(await testState(state, more)).toEqual({
      status: 'SUCCEEDED',
      output: '"Hello "',
      inspectionData: {
        input: { name: 'Ada' },
        afterArguments: { MessageBody: 'Hello Ada' },
        result: { MessageId: '1' },
        variables: { greeting: 'Hello ', id: '1' },
      },
    });
  });

  const retried = {
    Type: 'Task',
    Resource: INVOKE,
    Parameters: { FunctionName: 'f' },
    Retry: [
      { ErrorEquals: ['Other'] },
      { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 30 },
    ],
    Catch: [
      { ErrorEquals: ['Other'], Next: 'A' },
      { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'B' },
    ],
    End: true,
  };
  const failing = {
    mock: { errorOutput: { error: 'Busy', cause: 'later' } },
    input: '{"a":1}',
    inspectionLevel: 'DEBUG',
  };

  test.each([
    [0, 2],
    [2, 18],
    [3, 30],
  ])('after %i retries the next one comes in %i s', async (retrierRetryCount, retryBackoffIntervalSeconds) => {
    expect(await testState(retried, { ...failing, stateConfiguration: { retrierRetryCount } })).toMatchObject({
      status: 'RETRIABLE',
      error: 'Busy',
      cause: 'later',
      inspectionData: { errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds } },
    });
  });

  test('without retries left the error is caught', async () => {
    expect(await testState(retried, { ...failing, stateConfiguration: { retrierRetryCount: 4 } })).toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'Busy',
      cause: 'later',
      nextState: 'B',
      output: '{"a":1,"error":{"Error":"Busy","Cause":"later"}}',
      inspectionData: { errorDetails: { retryIndex: 1, catchIndex: 1 } },
    });
  });

  const map = {
    Type: 'Map',
    ItemsPath: '$.items',
    ItemProcessor: { StartAt: 'X', States: { X: { Type: 'Pass', End: true } } },
    ToleratedFailureCount: 1,
    End: true,
  };

  test('a Map is mocked as a whole, with failures in its iterations', async () => {
    const more = { input: '{"items":[1,2]}', mock: { result: '[1,2]' }, inspectionLevel: 'DEBUG' };
    expect(await testState(map, { ...more, stateConfiguration: { mapIterationFailureCount: 1 } })).toMatchObject({
      status: 'SUCCEEDED',
      output: '[1,2]',
      inspectionData: { afterItemsPath: [1, 2], maxConcurrency: 0, toleratedFailureCount: 1 },
    });
    expect(await testState(map, { ...more, stateConfiguration: { mapIterationFailureCount: 2 } })).toMatchObject({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
    });
  });

  test('a state that goes on to one with the name of an inner state', async () => {
    const { End: _end, ...goesOn } = { ...map, Next: 'X' };
    expect(await testState(goesOn, { input: '{"items":[1]}', mock: { result: '[1]' } })).toMatchObject({
      status: 'SUCCEEDED',
      nextState: 'X',
    });
  });

  const distributed = {
    Type: 'Map',
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON', ItemsPointer: '/orders' },
      Parameters: { Bucket: 'b', 'Key.$': '$.key' },
    },
    ItemSelector: { 'id.$': '$$.Map.Item.Value.id', 'key.$': '$.key' },
    ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { 'of.$': '$.key' } },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
      StartAt: 'Work',
      States: { Work: { Type: 'Task', Resource: INVOKE, End: true } },
    },
    MaxConcurrencyPath: '$.at.once',
    ToleratedFailurePercentagePath: '$.tolerate',
    Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Failed' }],
    End: true,
  };
  const readerInput = JSON.stringify({ key: 'k', at: { once: 3 }, tolerate: 50 });
  const mapItemReaderData = JSON.stringify({ orders: [{ id: 1 }, { id: 2 }, { id: 3 }] });

  test('the items of a distributed Map are read from the data given for its ItemReader', async () => {
    const more = { input: readerInput, mock: { result: '[1,2]' }, inspectionLevel: 'DEBUG' };
    const [one, two, three] = [1, 2, 3].map((id) => ({ id, key: 'k' }));
    const inspected = await testState(distributed, { ...more, stateConfiguration: { mapItemReaderData } });
    expect(inspected).toMatchObject({
      status: 'SUCCEEDED',
      output: '[1,2]',
      inspectionData: {
        afterItemsPointer: [{ id: 1 }, { id: 2 }, { id: 3 }],
        afterItemSelector: [one, two, three],
        afterItemBatcher: [
          { BatchInput: { of: 'k' }, Items: [one, two] },
          { BatchInput: { of: 'k' }, Items: [three] },
        ],
        maxConcurrency: 3,
        toleratedFailurePercentage: 50,
      },
    });
    const { inspectionData } = await testState(distributed, more);
    expect(inspectionData).not.toHaveProperty('afterItemSelector');
  });

  test('limits from paths count for failed iterations, and where an error came from has to exist', async () => {
    const more = { input: readerInput, mock: { result: '[1,2]' } };
    expect(
      await testState(distributed, { ...more, stateConfiguration: { mapIterationFailureCount: 2 } }),
    ).toMatchObject({ status: 'CAUGHT_ERROR', error: 'States.ExceedToleratedFailureThreshold', nextState: 'Failed' });
    const failed = { input: readerInput, mock: { errorOutput: { error: 'Busy' } } };
    expect(
      await testState(distributed, { ...failed, stateConfiguration: { errorCausedByState: 'Work' } }),
    ).toMatchObject({ status: 'CAUGHT_ERROR', nextState: 'Failed' });
    expect(await refusal(distributed, { ...failed, stateConfiguration: { errorCausedByState: 'Nobody' } })).toEqual({
      name: 'ValidationException',
      message: "The state 'Nobody' in errorCausedByState was not found inside of the Map or Parallel state",
    });
  });

  test('the items of an inline Map in JSONata, and an ItemSelector that fails', async () => {
    const jsonata = {
      Type: 'Map',
      QueryLanguage: 'JSONata',
      Items: '{% $states.input.n %}',
      ItemSelector: { twice: '{% $states.context.Map.Item.Value * $factor %}' },
      MaxConcurrency: '{% $factor %}',
      ItemProcessor: { StartAt: 'X', States: { X: { Type: 'Succeed' } } },
      End: true,
    };
    const more = { mock: { result: '[0]' }, inspectionLevel: 'DEBUG', variables: '{"factor":2}' };
    expect(await testState(jsonata, { ...more, input: '{"n":[1,2]}' })).toMatchObject({
      inspectionData: { afterItemSelector: [{ twice: 2 }, { twice: 4 }], maxConcurrency: 2 },
    });
    expect(await testState(jsonata, { ...more, input: '{"n":["a"]}' })).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    });
  });

  test('an HTTP task shows its request and response when traced', async () => {
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::http:invoke',
      Parameters: { Method: 'GET', ApiEndpoint: 'https://api.example/a', 'QueryParameters.$': '$.query' },
      End: true,
    };
    const mock = { result: '{"StatusCode":200,"StatusText":"OK","Headers":{"via":["x"]},"ResponseBody":{"ok":true}}' };
    const input = '{"query":{"page":"2"}}';
    expect(
      await serviceFixture().call('TestState', {
        definition: JSON.stringify(state),
        mock,
        input,
        inspectionLevel: 'TRACE',
      }),
    ).toMatchObject({
      inspectionData: {
        request: { protocol: 'https', method: 'GET', url: 'https://api.example/a?page=2', headers: '[]' },
        response: {
          protocol: 'https',
          statusCode: '200',
          statusMessage: 'OK',
          headers: '[via: x]',
          body: '{"ok":true}',
        },
      },
    });
    const { inspectionData } = await testState(state, { mock, input, inspectionLevel: 'DEBUG' });
    expect(inspectionData).not.toHaveProperty('request');
  });

  test('tokens and jobs are mocked too', async () => {
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { MessageBody: 'x' },
      End: true,
    };
    expect(await testState(state, { mock: { result: '"yes"' } })).toEqual({ status: 'SUCCEEDED', output: '"yes"' });
    expect(await refusal(state)).toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('when a mock is not specified'),
    });
  });

  test('a context object takes the place of its own', async () => {
    const jsonPath = {
      Type: 'Pass',
      Parameters: { 'name.$': '$$.Execution.Name', 'text.$': "States.Format('{}', $$.State.Name)" },
      End: true,
    };
    const context = '{"Execution":{"Name":"mine"},"State":{"Name":"S"}}';
    expect(await testState(jsonPath, { context })).toMatchObject({ output: '{"name":"mine","text":"S"}' });
    const jsonata = {
      Type: 'Pass',
      QueryLanguage: 'JSONata',
      Output: '{% $states.context.Execution.Name %}',
      End: true,
    };
    expect(await testState(jsonata, { context })).toMatchObject({ output: '"mine"' });
    expect(await refusal(jsonata, { context: '[]' })).toMatchObject({
      message: 'Invalid Context object provided: Context object must be a JSON object',
    });
  });

  test('calls at the same time keep their mocks apart', async () => {
    const { call } = serviceFixture();
    const definition = JSON.stringify({
      Type: 'Task',
      Resource: 'arn:aws:states:::sns:publish',
      Parameters: { Message: 'm' },
      End: true,
    });
    const answers = await Promise.all(
      ['1', '2', '3'].map((id) => call('TestState', { definition, mock: { result: `{"MessageId":"${id}"}` } })),
    );
    expect(answers.map(({ output }) => output)).toEqual(['1', '2', '3'].map((id) => `{"MessageId":"${id}"}`));
  });

  test('is not seen among machines and executions', async () => {
    const { call } = serviceFixture();
    await call('TestState', { definition: '{"Type":"Pass","End":true}' });
    expect(await call('ListStateMachines')).toEqual({ stateMachines: [] });
  });

  test.each([
    [
      { Type: 'Pass', End: true },
      { mock: { result: '{}' } },
      'ValidationException',
      "State type 'Pass' is not supported when a mock is specified",
    ],
    [map, {}, 'ValidationException', "State type 'Map' is not supported when a mock is not specified"],
    [
      map,
      { stateConfiguration: { mapIterationFailureCount: 0 } },
      'ValidationException',
      'TestState does not support MapIterationFailureCount when a mock is not specified.',
    ],
    [map, { mock: { result: '{}' } }, 'ValidationException', 'Mocked result must be an array.'],
    [retried, { mock: { result: '{' } }, 'ValidationException', 'Mocked result must be valid JSON'],
    [
      retried,
      { mock: {} },
      'ValidationException',
      'A test mock should have one of the following fields: [result, errorOutput].',
    ],
    [
      retried,
      { mock: { result: '{}', errorOutput: {} } },
      'ValidationException',
      'A test mock should have only one of the following fields: [result, errorOutput].',
    ],
    [
      retried,
      { mock: { result: '{"StatusCode":"200"}' } },
      'ValidationException',
      "Mock result schema validation error: Field 'StatusCode' must be a number",
    ],
    [
      { Type: 'Parallel', Branches: [], End: true },
      { mock: { result: '[]' } },
      'InvalidDefinition',
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'",
    ],
  ])('refuses %#', async (definition, more, name, message) => {
    expect(await refusal(definition, more)).toEqual({ name, message });
  });
});
