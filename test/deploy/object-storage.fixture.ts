import type { ServiceRequest, StandInService } from './aws-stand-in.fixture.js';

/** Emulates Amazon S3, addressed by path: what was put can be looked at. */
export interface ObjectStorage {
  readonly service: StandInService;
  /** By `bucket/key`. */
  readonly objects: ReadonlyMap<string, Buffer>;
  put(name: string, body: Buffer): void;
}

export function objectStorage(): ObjectStorage {
  const objects = new Map<string, Buffer>();
  const metadata = new Map<string, Readonly<Record<string, string>>>();
  return {
    objects,
    put: (name, body) => objects.set(name, body),
    service(request) {
      const name = request.path.slice(1);
      if (!name.replace(/\/$/, '').includes('/'))
        return request.method === 'HEAD' ? {} : request.method === 'GET' ? listing(objects, request) : undefined;
      if (request.method === 'PUT') {
        objects.set(name, request.body);
        metadata.set(name, metadataOf(request));
        return { headers: { etag: '"stand-in"' } };
      }
      const body = objects.get(name);
      if (!body) return { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
      const headers = { ...metadata.get(name), 'content-length': String(body.length), 'last-modified': MODIFIED };
      if (request.method === 'HEAD') return { headers };
      return request.method === 'GET' ? { headers, body } : undefined;
    },
  };
}

const MODIFIED = 'Sun, 22 Nov 2026 00:00:00 GMT';

/** What the user says about an object: osls keeps the hash of its content there. */
const metadataOf = ({ headers }: ServiceRequest) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (name.startsWith('x-amz-meta-') ? [[name, String(value)]] : [])),
  );

/** ListObjectsV2. */
function listing(objects: ReadonlyMap<string, Buffer>, { path, query }: ServiceRequest) {
  const bucket = path.replaceAll('/', '');
  const prefix = `${bucket}/${query.get('prefix') ?? ''}`;
  const keys = [...objects.keys()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(bucket.length + 1));
  const contents = keys.map((key) => `<Contents><Key>${key}</Key><ETag>"stand-in"</ETag></Contents>`).join('');
  return {
    headers: { 'content-type': 'application/xml' },
    body: `<ListBucketResult><Name>${bucket}</Name><KeyCount>${keys.length}</KeyCount>${contents}</ListBucketResult>`,
  };
}
