import { expect, test } from '@jest/globals';
import { createEngine } from '../../engine/index.js';
import type { ImportClient } from './client-package.js';
import { s3ObjectStore } from './s3-object-store.js';

/** A client for S3 with objects of its own; listings have one object on a page. */
function clientOf(objects: Record<string, string>, configurations: object[]): ImportClient {
  const command = (name: string): unknown =>
    class {
      readonly operation = name;
      readonly schema = [9, 'ns', name, 0, 0, 0];
      readonly middlewareStack = { add: () => undefined };
      readonly input: object;
      constructor(input: object) {
        this.input = input;
      }
    };
  class S3Client {
    readonly config = { serviceId: 'S3' };
    constructor(configuration: object) {
      configurations.push(configuration);
    }
    async send({ operation, input }: { operation: string; input: Record<string, string> }): Promise<object> {
      const { Key = '', Prefix = '', Body = '', ContinuationToken = '0' } = input;
      if (operation === 'PutObject') objects[Key] = Body;
      if (operation === 'GetObject')
        return { Body: { transformToByteArray: async () => Buffer.from(objects[Key] ?? '') } };
      const keys = Object.keys(objects).filter((key) => key.startsWith(Prefix));
      const at = Number(ContinuationToken);
      return {
        Contents: [{ Key: keys[at], Size: 1, ETag: '"e"', LastModified: new Date(5000), StorageClass: 'STANDARD' }],
        ...(at + 1 < keys.length ? { NextContinuationToken: String(at + 1) } : {}),
      };
    }
  }
  const commands = ['GetObject', 'PutObject', 'ListObjectsV2'].map((name) => [`${name}Command`, command(name)]);
  return async () => ({ S3Client, ...Object.fromEntries(commands) });
}

test('a distributed Map reads from S3 and writes to it', async () => {
  const objects: Record<string, string> = { 'in/a.jsonl': '1\n2', 'in/b.jsonl': '3' };
  const configurations: object[] = [];
  const environment = { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9', AWS_REGION: 'eu-west-1' };
  const engine = createEngine({
    objectStore: s3ObjectStore({ importClient: clientOf(objects, configurations), environment }),
  });
  const definition = {
    StartAt: 'Map',
    States: {
      Map: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:listObjectsV2',
          ReaderConfig: { InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN' },
          Parameters: { Bucket: 'b', Prefix: 'in/' },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          StartAt: 'P',
          States: { P: { Type: 'Pass', End: true } },
        },
        ResultWriter: {
          Resource: 'arn:aws:states:::s3:putObject',
          WriterConfig: { Transformation: 'COMPACT' },
          Parameters: { Bucket: 'b', Prefix: 'out' },
        },
        End: true,
      },
    },
  };
  const { stateMachineArn } = engine.createStateMachine({ name: 'machine', definition });
  expect(await engine.startExecution({ stateMachineArn }).finished).toMatchObject({ status: 'SUCCEEDED' });
  expect(Object.entries(objects).find(([key]) => key.endsWith('SUCCEEDED_0.json'))?.[1]).toBe('[1,2,3]');
  expect(configurations.at(-1)).toMatchObject({
    region: 'eu-west-1',
    endpoint: 'http://127.0.0.1:9',
    forcePathStyle: true,
  });
});

test('lists what S3 says of objects, page by page', async () => {
  const store = s3ObjectStore({ importClient: clientOf({ a: '', b: '' }, []), environment: {} });
  const listed: object[] = [];
  for await (const object of await store.list('bucket', '')) listed.push(object);
  expect(listed).toEqual([
    { key: 'a', size: 1, etag: '"e"', lastModified: new Date(5000), storageClass: 'STANDARD' },
    { key: 'b', size: 1, etag: '"e"', lastModified: new Date(5000), storageClass: 'STANDARD' },
  ]);
});
