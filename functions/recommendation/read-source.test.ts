import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startHttpServer } from '../../src/local/http-server.js';
import { readSource } from './read-source.js';

const ENVIRONMENT = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'us-east-1' };

let folder: string;
let s3: Awaited<ReturnType<typeof startHttpServer>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepbreaker-'));
  s3 = await startHttpServer(
    ({ method, url = '' }, response) => {
      const found = method === 'GET' && url.split('?')[0] === '/shop-data/exports/readers.ndjson';
      response.writeHead(found ? 200 : 404, { 'Content-Type': 'application/xml' });
      response.end(
        found ? 'one 漫画\ntwo\n' : '<Error><Code>NoSuchKey</Code><Message>There is none.</Message></Error>',
      );
    },
    { host: '127.0.0.1', port: 0 },
  );
  Object.assign(process.env, ENVIRONMENT, { AWS_ENDPOINT_URL_S3: s3.url });
});
afterAll(async () => {
  delete process.env['AWS_ENDPOINT_URL_S3'];
  await s3.close();
  await rm(folder, { recursive: true });
});

describe('readSource', () => {
  test('reads a file by path and by URL', async () => {
    const file = join(folder, 'a b.txt');
    await writeFile(file, 'text');
    expect(await readSource(file)).toBe('text');
    expect(await readSource(pathToFileURL(file).href)).toBe('text');
    await expect(readSource(join(folder, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('reads an object from S3', async () => {
    expect(await readSource('s3://shop-data/exports/readers.ndjson')).toBe('one 漫画\ntwo\n');
    await expect(readSource('s3://shop-data/missing')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('refuses what nobody can read a text from', async () => {
    await expect(readSource('redis://localhost')).rejects.toThrow(
      'expected one of: a path, file:///path, s3://bucket/key.',
    );
  });
});
