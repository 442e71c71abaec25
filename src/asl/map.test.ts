import { describe, expect, test } from '@jest/globals';
import { cfnRef } from './cloudformation.js';
import { distributedMap, mapItem, mapOver } from './map.js';
import { done, shop, statesOf, weighing } from './shop.fixture.js';
import { workflow } from './workflow.js';

const parcel = workflow<{ input: { sku: string }; output: { grams: number } }>();
const weigh = parcel.flow({
  comment: 'Weighs one',
  startAt: 'Weigh',
  states: { Weigh: { type: 'Task', call: weighing({ sku: parcel.input.sku }), next: parcel.end(weighing.result) } },
});
const batch = workflow<{ input: { Items: { sku: string }[] }; output: { n: number } }>();
const weighBatch = batch.flow({ startAt: 'Batch', states: { Batch: { type: 'Pass', next: batch.end({ n: 1 }) } } });
const { machine, execution } = shop;

describe('mapOver', () => {
  test('runs a flow over a list', () => {
    const weighAll = mapOver(weigh, {
      maxConcurrency: execution.input.quantity,
      itemSelector: { sku: mapItem<string>().Value },
    });
    const states = statesOf(
      machine({
        startAt: 'Each',
        states: {
          Each: {
            type: 'Map',
            call: weighAll(['a', 'b']),
            retry: [{ errors: ['States.ALL'] }],
            output: { first: weighAll.result },
            next: 'Done',
          },
          Done: done,
        },
      }),
    );
    expect(states['Each']).toMatchObject({
      Items: ['a', 'b'],
      ItemSelector: { sku: '{% $states.context.Map.Item.Value %}' },
      MaxConcurrency: '{% $states.context.Execution.Input.quantity %}',
      ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, Comment: 'Weighs one', StartAt: 'Weigh' },
      Output: { first: '{% $states.result %}' },
    });
  });
});

describe('distributedMap', () => {
  test('has every field of a distributed Map', () => {
    const weighFile = distributedMap(weighBatch, {
      executionType: 'EXPRESS',
      label: 'Weigh',
      maxConcurrency: 100,
      toleratedFailurePercentage: 5,
      toleratedFailureCount: execution.input.quantity,
      itemReader: {
        resource: 's3:getObject',
        config: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', MaxItems: execution.input.quantity },
        arguments: { Bucket: cfnRef('Bucket'), Key: 'list.csv' },
      },
      itemBatcher: { maxItemsPerBatch: 20, maxInputBytesPerBatch: 200_000, batchInput: { sku: execution.input.sku } },
      resultWriter: {
        config: { OutputType: 'JSONL', Transformation: 'COMPACT' },
        arguments: { Bucket: cfnRef('Bucket'), Prefix: 'out' },
      },
    });
    const states = statesOf(
      machine({
        startAt: 'Each',
        states: {
          Each: {
            type: 'Map',
            call: weighFile(),
            assign: { label: weighFile.result.ResultWriterDetails.Key },
            next: 'Done',
          },
          Done: done,
        },
      }),
    );
    expect(states['Each']).toEqual({
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: {
          InputType: 'CSV',
          CSVHeaderLocation: 'FIRST_ROW',
          MaxItems: '{% $states.context.Execution.Input.quantity %}',
        },
        Arguments: { Bucket: '${Bucket}', Key: 'list.csv' },
      },
      ItemBatcher: {
        BatchInput: { sku: '{% $states.context.Execution.Input.sku %}' },
        MaxItemsPerBatch: 20,
        MaxInputBytesPerBatch: 200_000,
      },
      MaxConcurrency: 100,
      ToleratedFailurePercentage: 5,
      ToleratedFailureCount: '{% $states.context.Execution.Input.quantity %}',
      Label: 'Weigh',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Batch',
        States: { Batch: { Type: 'Pass', Output: { n: 1 }, End: true } },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        WriterConfig: { OutputType: 'JSONL', Transformation: 'COMPACT' },
        Arguments: { Bucket: '${Bucket}', Prefix: 'out' },
      },
      Assign: { label: '{% $states.result.ResultWriterDetails.Key %}' },
      Next: 'Done',
    });
  });
});
