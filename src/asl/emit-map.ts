import type { Fields } from './asl.js';
import type { MapCallNode } from './call.js';
import type { Emitter } from './emit-state.js';
import type { DistributedMapOptions, ItemBatcher, ItemReader, ResultWriter } from './map.js';

/** The fields of a Map that say what it runs over and how. */
export function emitMap(call: MapCallNode, emitter: Emitter): Fields {
  const { dialect } = emitter;
  const options: DistributedMapOptions = call.options;
  const scalar = (field: string, value: unknown) =>
    value === undefined ? {} : emitter.say(field, () => dialect.scalar(field, value));
  return {
    ...(call.arguments === undefined ? {} : emitter.say('Items', () => dialect.items(call.arguments))),
    ...(options.itemReader === undefined ? {} : itemReader(options.itemReader, emitter)),
    ...(options.itemSelector === undefined
      ? {}
      : emitter.say('ItemSelector', () => dialect.itemSelector(options.itemSelector))),
    ...(options.itemBatcher === undefined ? {} : itemBatcher(options.itemBatcher, emitter)),
    ...scalar('MaxConcurrency', options.maxConcurrency),
    ...scalar('ToleratedFailurePercentage', options.toleratedFailurePercentage),
    ...scalar('ToleratedFailureCount', options.toleratedFailureCount),
    ...(options.label === undefined ? {} : { Label: options.label }),
    ItemProcessor: { ProcessorConfig: processorConfig(call, options), ...emitter.flow(call.flow.definition) },
    ...(options.resultWriter === undefined ? {} : resultWriter(options.resultWriter, emitter)),
  };
}

function processorConfig({ mode }: MapCallNode, { executionType = 'STANDARD' }: DistributedMapOptions): Fields {
  return mode === 'INLINE' ? { Mode: mode } : { Mode: mode, ExecutionType: executionType };
}

function itemReader(reader: ItemReader, { dialect, say }: Emitter): Fields {
  return say('ItemReader', () => ({
    ItemReader: {
      Resource: `arn:aws:states:::${reader.resource}`,
      ...(reader.config === undefined ? {} : { ReaderConfig: readerConfig(reader.config, dialect) }),
      ...dialect.arguments(reader.arguments),
    },
  }));
}

function readerConfig({ MaxItems, ...config }: NonNullable<ItemReader['config']>, dialect: Emitter['dialect']): Fields {
  return { ...config, ...(MaxItems === undefined ? {} : dialect.scalar('MaxItems', MaxItems)) };
}

function itemBatcher(batcher: ItemBatcher, { dialect, say }: Emitter): Fields {
  const scalar = (field: string, value: unknown) => (value === undefined ? {} : dialect.scalar(field, value));
  return say('ItemBatcher', () => ({
    ItemBatcher: {
      ...(batcher.batchInput === undefined ? {} : { BatchInput: dialect.template(batcher.batchInput, 'entry') }),
      ...scalar('MaxItemsPerBatch', batcher.maxItemsPerBatch),
      ...scalar('MaxInputBytesPerBatch', batcher.maxInputBytesPerBatch),
    },
  }));
}

function resultWriter(writer: ResultWriter, { dialect, say }: Emitter): Fields {
  return say('ResultWriter', () => ({
    ResultWriter: {
      Resource: 'arn:aws:states:::s3:putObject',
      ...(writer.config === undefined ? {} : { WriterConfig: { ...writer.config } }),
      ...dialect.arguments(writer.arguments),
    },
  }));
}
