import type { ObjectStore, StoredObject } from '../../engine/index.js';
import { AwsClients, type AwsClientOptions } from './aws-client.js';

/**
 * Amazon S3, or its emulator on this machine, for the readers and writers of distributed Map states:
 * `createEngine({ objectStore: s3ObjectStore() })`. Needs `@aws-sdk/client-s3`.
 */
export function s3ObjectStore(options: AwsClientOptions = {}): ObjectStore {
  const clients = new AwsClients({
    ...options,
    // Buckets as part of the host's name need a name server that resolves them: not every emulator has one.
    configure: (service) => ({ forcePathStyle: true, ...options.configure?.(service) }),
  });
  const call = async (action: string, input: object): Promise<Readonly<Record<string, unknown>>> => {
    const { send } = await clients.call('s3', action);
    return (await send(input)).output;
  };
  return {
    async get({ bucket, key, versionId, expectedBucketOwner }) {
      const { Body } = await call('getObject', {
        Bucket: bucket,
        Key: key,
        VersionId: versionId,
        ExpectedBucketOwner: expectedBucketOwner,
      });
      return Body instanceof Uint8Array ? Body : '';
    },
    async *list(bucket, prefix) {
      let ContinuationToken: unknown;
      do {
        const page = await call('listObjectsV2', { Bucket: bucket, Prefix: prefix, ContinuationToken });
        yield* objectsOf(page['Contents']);
        ContinuationToken = page['NextContinuationToken'];
      } while (ContinuationToken !== undefined);
    },
    async put({ bucket, key }, content) {
      await call('putObject', { Bucket: bucket, Key: key, Body: content, ContentType: 'application/json' });
    },
  };
}

function objectsOf(contents: unknown): StoredObject[] {
  if (!Array.isArray(contents)) return [];
  return contents.map((entry: Readonly<Record<string, unknown>>) => {
    const { Key, Size, ETag, LastModified, StorageClass } = entry;
    return {
      key: String(Key),
      size: Number(Size ?? 0),
      ...(typeof ETag === 'string' ? { etag: ETag } : {}),
      ...(LastModified instanceof Date ? { lastModified: LastModified } : {}),
      ...(typeof StorageClass === 'string' ? { storageClass: StorageClass } : {}),
    };
  });
}
