import { describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { eventTypes, runState } from '../../fixtures/run-definition.js';
import { memoryObjectStore, type Execution } from '../../index.js';

type Contents = Readonly<Record<string, string | Uint8Array>>;

/** Runs a Map over what a reader reads, and gives the inputs of its children. */
function read(ReaderConfig: object, contents: Contents, order: object = {}, fields: object = {}): Promise<Execution> {
  const listing = 'Prefix' in order;
  return runState(
    {
      Type: 'Map',
      ItemReader: {
        Resource: `arn:aws:states:::s3:${listing ? 'listObjectsV2' : 'getObject'}`,
        ReaderConfig,
        Parameters: { Bucket: 'bucket', ...(listing ? {} : { 'Key.$': '$.key' }), ...order },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Item',
        States: { Item: { Type: 'Pass', End: true } },
      },
      ...fields,
    },
    { input: { key: 'data' }, objectStore: memoryObjectStore(contents) },
  );
}

const items = async (...order: Parameters<typeof read>): Promise<unknown> => {
  const { output, cause } = await read(...order);
  return output ?? cause;
};

describe('ItemReader', () => {
  test.each<[string, object, string, unknown]>([
    ['JSON', { InputType: 'JSON' }, '[1,{"a":2}]', [1, { a: 2 }]],
    ['a JSON object', { InputType: 'JSON' }, '{"a":1}', [{ Key: 'a', Value: 1 }]],
    ['a node of a JSON file', { InputType: 'JSON', ItemsPointer: '/a/b' }, '{"a":{"b":[1,2]}}', [1, 2]],
    ['JSON Lines', { InputType: 'JSONL' }, '{"a":1}\n\n{"a":2}\r\n', [{ a: 1 }, { a: 2 }]],
    [
      'CSV',
      { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
      'a,b\n1,2\n3',
      [
        { a: '1', b: '2' },
        { a: '3', b: '' },
      ],
    ],
    [
      'CSV with given headers and another delimiter',
      { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['x', 'y'], CSVDelimiter: 'PIPE' },
      '1|2\n',
      [{ x: '1', y: '2' }],
    ],
    ['no more than MaxItems', { InputType: 'JSON', MaxItems: 2 }, '[1,2,3]', [1, 2]],
    ['no more lines than MaxItems', { InputType: 'JSONL', MaxItems: 1 }, '1\nnot JSON', [1]],
    [
      'MaxItems from a path',
      { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', MaxItemsPath: '$$.Execution.RedriveCount' },
      'a\n1',
      [{ a: '1' }],
    ],
  ])('reads %s', async (_name, config, content, expected) => {
    expect(await items(config, { 'bucket/data': content })).toEqual(expected);
  });

  test('unpacks', async () => {
    const contents = { 'bucket/data.json.gz': gzipSync('[1]') };
    expect(await items({ InputType: 'JSON' }, contents, { 'Key.$': undefined, Key: 'data.json.gz' })).toEqual([1]);
  });

  test('says where items come from', async () => {
    const ItemSelector = { 'from.$': '$$.Map.Item.Source', 'i.$': '$$.Map.Item.Index' };
    expect(await items({ InputType: 'JSON' }, { 'bucket/data': '[7]' }, {}, { ItemSelector })).toEqual([
      { from: 'S3://bucket/data', i: 0 },
    ]);
  });

  test('lists objects, or opens them', async () => {
    const contents = { 'bucket/in/': '', 'bucket/in/a.jsonl': '1\n2', 'bucket/in/b.jsonl': '3', 'bucket/other': '4' };
    expect(await items({}, contents, { Prefix: 'in/' })).toEqual([
      { Key: 'in/', Size: 0, StorageClass: 'STANDARD' },
      { Key: 'in/a.jsonl', Size: 3, StorageClass: 'STANDARD' },
      { Key: 'in/b.jsonl', Size: 1, StorageClass: 'STANDARD' },
    ]);
    expect(await items({ MaxItems: 1 }, contents, { Prefix: 'in/a' })).toHaveLength(1);
    const config = { InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN' };
    const ItemSelector = { 'v.$': '$$.Map.Item.Value', 'from.$': '$$.Map.Item.Source' };
    expect(await items(config, contents, { Prefix: 'in/' }, { ItemSelector })).toEqual([
      { v: 1, from: 'S3://bucket/in/a.jsonl' },
      { v: 2, from: 'S3://bucket/in/a.jsonl' },
      { v: 3, from: 'S3://bucket/in/b.jsonl' },
    ]);
    expect(await items({ ...config, MaxItems: 2 }, contents, { Prefix: 'in/' })).toEqual([1, 2]);
  });

  test('reads the objects of an inventory', async () => {
    const manifest = {
      destinationBucket: 'arn:aws:s3:::inventory',
      fileFormat: 'CSV',
      fileSchema: 'Bucket, Key, Size',
      files: [{ key: 'data/1.csv.gz' }, { key: 'data/2.csv.gz' }],
    };
    const contents = {
      'bucket/data': JSON.stringify(manifest),
      'inventory/data/1.csv.gz': gzipSync('"source","a/","0"\n"source","a/b","12"\n'),
      'inventory/data/2.csv.gz': gzipSync('"source","c","3"\n'),
    };
    expect(await items({ InputType: 'MANIFEST' }, contents)).toEqual([
      { Bucket: 'source', Key: 'a/', Size: '0' },
      { Bucket: 'source', Key: 'a/b', Size: '12' },
      { Bucket: 'source', Key: 'c', Size: '3' },
    ]);
    expect(await items({ ManifestType: 'S3_INVENTORY', MaxItems: 1 }, contents)).toHaveLength(1);
  });

  test('reads the data that a manifest of Athena names', async () => {
    const contents = { 'bucket/data': 's3://x/1.jsonl\n"s3://x/2.jsonl"\n', 'x/1.jsonl': '1', 'x/2.jsonl': '2\n3' };
    expect(await items({ ManifestType: 'ATHENA_DATA', InputType: 'JSONL' }, contents)).toEqual([1, 2, 3]);
  });

  test.each<[string, object, Contents, string]>([
    ['an object that is not there', { InputType: 'JSON' }, {}, "no object 'data'"],
    ['what has no items', { InputType: 'JSON' }, { 'bucket/data': '1' }, 'Attempting to map over non-iterable node.'],
    ['a pointer to nothing', { InputType: 'JSON', ItemsPointer: '/x' }, { 'bucket/data': '{}' }, 'non-iterable'],
    ['broken JSON', { InputType: 'JSON' }, { 'bucket/data': '[' }, 'The file is not JSON'],
    ['a broken line', { InputType: 'JSONL' }, { 'bucket/data': '1\n{' }, 'Line 2'],
    [
      'CSV without headers',
      { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
      { 'bucket/data': '' },
      'CSV headers cannot be empty.',
    ],
    [
      'a manifest of something else',
      { InputType: 'MANIFEST' },
      { 'bucket/data': '{}' },
      'not that of an Amazon S3 inventory',
    ],
    [
      'a manifest without addresses',
      { ManifestType: 'ATHENA_DATA', InputType: 'JSONL' },
      { 'bucket/data': 'x' },
      's3://bucket/key',
    ],
  ])('fails over %s', async (_name, config, contents, cause) => {
    const execution = await read(config, contents);
    expect(execution).toMatchObject({ error: 'States.ItemReaderFailed', cause: expect.stringContaining(cause) });
    expect(eventTypes(execution).slice(2)).toEqual([
      'MapStateStarted',
      'MapRunStarted',
      'MapRunFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
    expect(execution.history()[4]).toMatchObject({ mapRunFailedEventDetails: { error: 'States.ItemReaderFailed' } });
  });

  test.each<[object, string]>([
    [{}, 'ItemReader.ReaderConfig.InputType: is missing'],
    [{ InputType: 'XML' }, 'expected CSV, JSON, JSONL, MANIFEST, PARQUET'],
    [{ InputType: 'PARQUET' }, 'which this engine cannot read'],
    [{ InputType: 'CSV' }, 'CSVHeaderLocation: is missing'],
    [{ InputType: 'CSV', CSVHeaderLocation: 'GIVEN' }, 'CSVHeaders'],
    [{ InputType: 'JSON', ItemsPointer: 'a' }, 'expected a JSON pointer'],
    [{ InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' }, 'works on s3:listObjectsV2 only'],
    [{ InputType: 'JSON', Format: 1 }, 'Format: is not known here'],
    [{ InputType: 'CSV', ManifestType: 'S3_INVENTORY', CSVHeaderLocation: 'FIRST_ROW' }, 'leave it out'],
  ])('refuses the configuration %j', async (config, problem) => {
    await expect(async () => await read(config, {})).rejects.toThrow(problem);
  });
});
