import type { ObjectStore, StoredObject } from './object-store.js';

/** An object store in memory. */
export interface MemoryObjectStore extends ObjectStore {
  /** All objects by `bucket/key`, to look at what was written. */
  readonly objects: ReadonlyMap<string, string | Uint8Array>;
}

/**
 * Emulates Amazon S3 in tests: `memoryObjectStore({ 'my-bucket/items.json': '[1, 2, 3]' })`.
 *
 * @param contents texts or bytes by `bucket/key`
 */
export function memoryObjectStore(contents: Readonly<Record<string, string | Uint8Array>> = {}): MemoryObjectStore {
  const objects = new Map(Object.entries(contents));
  return {
    objects,
    get({ bucket, key }) {
      const content = objects.get(`${bucket}/${key}`);
      if (content === undefined) throw new Error(`There is no object '${key}' in the bucket '${bucket}'`);
      return content;
    },
    list(bucket, prefix): StoredObject[] {
      const start = `${bucket}/`;
      return [...objects]
        .filter(([address]) => address.startsWith(start + prefix))
        .map(([address, content]) => ({ key: address.slice(start.length), size: Buffer.byteLength(content) }))
        .toSorted((a, b) => (a.key < b.key ? -1 : 1));
    },
    put({ bucket, key }, content) {
      objects.set(`${bucket}/${key}`, content);
    },
  };
}
