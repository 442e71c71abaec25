import type { ItemSet } from '../../map-runs/map-run-plan.js';
import type { ObjectAddress, ObjectStore } from '../../object-store/object-store.js';
import { textOf } from './decompress.js';
import { joinItemSets } from './item-set.js';
import type { ReaderConfig } from './reader-config.js';

/** Where an ItemReader reads, and how much. */
export interface DataSource {
  readonly store: ObjectStore;
  readonly config: ReaderConfig;
  readonly bucket: string;
  /** The most items to read. */
  readonly most: number;
}

export async function readText(store: ObjectStore, address: ObjectAddress): Promise<string> {
  return textOf(await store.get(address), address.key);
}

/** An object as `$$.Map.Item.Source` names it. */
export function sourceUri({ bucket, key }: ObjectAddress): string {
  return `S3://${bucket}/${key}`;
}

/** Reads one object after the other, as long as items are missing. */
export async function readFiles(
  { store, most }: DataSource,
  addresses: readonly ObjectAddress[],
  parse: (content: string, most: number, address: ObjectAddress) => ItemSet,
): Promise<ItemSet> {
  const sets: ItemSet[] = [];
  let missing = most;
  for (const address of addresses) {
    if (missing <= 0) break;
    const set = parse(await readText(store, address), missing, address);
    missing -= set.values.length;
    sets.push(set);
  }
  return joinItemSets(sets);
}
