import type { StateSource } from '../../definition/state-source.js';
import { isObject, memberOf } from '../../json/plain-json.js';
import type { ItemSet } from '../../map-runs/map-run-plan.js';
import type { ObjectAddress, ObjectStore } from '../../object-store/object-store.js';
import type { EvaluationScope } from '../../query/evaluation-scope.js';
import { failure, isStateFailure, runtimeFailure, type StateFailure } from '../../run/state-failure.js';
import { compileTemplate } from '../item-selector.js';
import { checkFields, nestedSource } from './nested-source.js';
import { readText, sourceUri, type DataSource } from './data-source.js';
import { parseItems } from './parse-items.js';
import { readManifest } from './read-manifest.js';
import { readListing } from './read-listing.js';
import { compileReaderConfig } from './reader-config.js';

const RESOURCE = /^arn:[\w-]+:states:[\w-]*:\d*:s3:(getObject|listObjectsV2)$/;

/** Evaluates an ItemReader, and gives what reads the items. */
export type ItemReader = (scope: EvaluationScope, store: ObjectStore | undefined) => () => Promise<ItemSet>;

/**
 * ItemReader: where a distributed Map takes its items from
 * (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html).
 */
export function compileItemReader(source: StateSource): ItemReader | undefined {
  const fields = source.object('ItemReader');
  if (fields === undefined) return undefined;
  const reader = nestedSource(source, 'ItemReader', fields);
  const argumentsField = source.language === 'JSONata' ? 'Arguments' : 'Parameters';
  checkFields(reader, ['Resource', 'ReaderConfig', argumentsField]);
  const operation = RESOURCE.exec(reader.text('Resource'))?.[1];
  if (operation === undefined && reader.has('Resource')) {
    reader.report(
      'Resource',
      'is not one that items are read with: expected arn:aws:states:::s3:getObject or arn:aws:states:::s3:listObjectsV2',
    );
  }
  const isListing = operation === 'listObjectsV2';
  const { config, maxItems } = compileReaderConfig(reader, isListing);
  const order = compileTemplate(source, `ItemReader.${argumentsField}`, reader.object(argumentsField) ?? {});
  return (scope, store) => {
    const args = order(scope);
    const most = maxItems(scope);
    if (store === undefined) {
      throw runtimeFailure(
        'The ItemReader reads from Amazon S3, and the engine has no object store: give createEngine({ objectStore }).',
      );
    }
    const place: DataSource = { store, config, bucket: textOf(args, 'Bucket'), most };
    return async () => {
      try {
        if (isListing) return await readListing(place, textOf(args, 'Prefix'));
        return await readObject(place, {
          bucket: place.bucket,
          key: textOf(args, 'Key'),
          ...optional(args, 'VersionId', 'versionId'),
          ...optional(args, 'ExpectedBucketOwner', 'expectedBucketOwner'),
        });
      } catch (thrown) {
        throw readerFailure(thrown);
      }
    };
  };
}

/** Reads a data object, or the manifest that says where the data is. */
async function readObject(source: DataSource, address: ObjectAddress): Promise<ItemSet> {
  const text = await readText(source.store, address);
  if (source.config.manifest !== undefined) return readManifest(source, text);
  return parseItems(source.config, text, source.most, sourceUri(address));
}

function textOf(args: unknown, name: string): string {
  const value = memberOf(args, name);
  return typeof value === 'string' ? value : '';
}

function optional<Name extends string>(args: unknown, name: string, as: Name): { [name in Name]?: string } {
  const value = isObject(args) ? memberOf(args, name) : undefined;
  // A computed name makes an index signature of what is one known member.
  return (typeof value === 'string' ? { [as]: value } : {}) as { [name in Name]?: string };
}

function readerFailure(thrown: unknown): StateFailure {
  if (isStateFailure(thrown)) return thrown;
  return failure('States.ItemReaderFailed', thrown instanceof Error ? thrown.message : String(thrown));
}
