import type { ItemSet } from '../../map-runs/map-run-plan.js';
import type { StoredObject } from '../../object-store/object-store.js';
import { readFiles, sourceUri, type DataSource } from './data-source.js';
import { parseItems } from './parse-items.js';

/** Iterates over the objects with a prefix: over what the listing says of them, or over what is in them. */
export async function readListing(source: DataSource, prefix: string): Promise<ItemSet> {
  const { store, bucket, config, most } = source;
  const objects: StoredObject[] = [];
  for await (const object of await store.list(bucket, prefix)) {
    if (!config.flatten && objects.length === most) break;
    objects.push(object);
  }
  if (!config.flatten) return { values: objects.map(metadata), sourceOf: () => `S3://${bucket}` };
  // A folder made in the console is an empty object whose key ends in a slash: there are no items in it.
  const addresses = objects.filter(({ key }) => !key.endsWith('/')).map(({ key }) => ({ bucket, key }));
  return readFiles(source, addresses, (content, missing, address) =>
    parseItems(config, content, missing, sourceUri(address)),
  );
}

/** An object as the input of a child shows it. */
function metadata({ key, size, etag, lastModified, storageClass = 'STANDARD' }: StoredObject): unknown {
  return {
    ...(etag === undefined ? {} : { Etag: etag }),
    Key: key,
    ...(lastModified === undefined ? {} : { LastModified: Math.floor(lastModified.getTime() / 1000) }),
    Size: size,
    StorageClass: storageClass,
  };
}
