import { readFile } from 'node:fs/promises';
import { storeAddress } from '../../src/resilience/store-address.js';

/**
 * Reads a text from where an address says: a path, `file:` or `s3://bucket/key` (needs `@aws-sdk/client-s3`, which is
 * imported for such an address alone).
 *
 * @throws StoreAddressError for any other address
 * @throws the file system's or Amazon S3's error when there is nothing to read
 */
export async function readSource(url: string): Promise<string> {
  const address = storeAddress(url, ['file', 's3']);
  return address.kind === 'file' ? readFile(address.path, 'utf8') : readObject(address);
}

async function readObject({ bucket, key }: { readonly bucket: string; readonly key: string }): Promise<string> {
  const { GetObjectCommand, S3Client } = await import('./s3-client.js');
  const client = new S3Client();
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return (await Body?.transformToString('utf8')) ?? '';
  } finally {
    client.destroy();
  }
}
