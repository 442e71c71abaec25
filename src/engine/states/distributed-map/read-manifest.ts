import { isObject, memberOf } from '../../json/plain-json.js';
import type { ItemSet } from '../../map-runs/map-run-plan.js';
import { readFiles, sourceUri, type DataSource } from './data-source.js';
import { itemReaderFailed, parseCsv, parseItems } from './parse-items.js';
import type { ReaderConfig } from './reader-config.js';

/** Reads the files that a manifest names: an Amazon S3 inventory, or the result of an Athena UNLOAD. */
export function readManifest(source: DataSource, text: string): Promise<ItemSet> {
  return source.config.manifest === 'ATHENA_DATA' ? readAthena(source, text) : readInventory(source, text);
}

/**
 * An inventory lists objects in CSV files without headers: the manifest has them
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html).
 */
function readInventory(source: DataSource, text: string): Promise<ItemSet> {
  const manifest: unknown = JSON.parse(text);
  const schema = memberOf(manifest, 'fileSchema');
  const files = memberOf(manifest, 'files');
  const format = memberOf(manifest, 'fileFormat');
  if (typeof schema !== 'string' || !Array.isArray(files)) {
    throw itemReaderFailed('The manifest is not that of an Amazon S3 inventory: expected fileSchema and files.');
  }
  if (format !== undefined && format !== 'CSV') {
    throw itemReaderFailed(`The inventory is in the format ${String(format)}: expected CSV.`);
  }
  const config: ReaderConfig = { ...source.config, headers: schema.split(',').map((name) => name.trim()) };
  const destination = memberOf(manifest, 'destinationBucket');
  const bucket = typeof destination === 'string' ? destination.replace(/^arn:[\w-]+:s3:::/, '') : source.bucket;
  const addresses = files.filter(isObject).map((file) => ({ bucket, key: String(memberOf(file, 'key')) }));
  return readFiles(source, addresses, (content, most, address) => ({
    values: parseCsv(config, content, most),
    sourceOf: () => sourceUri(address),
  }));
}

/** A manifest of Athena has the URI of one data object on each line. */
function readAthena(source: DataSource, text: string): Promise<ItemSet> {
  const addresses = text
    .split(/\r?\n/)
    .map((line) => line.replaceAll('"', '').trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/i.exec(line) ?? [];
      if (bucket === undefined || key === undefined) {
        throw itemReaderFailed(`The manifest names '${line}': expected s3://bucket/key on each line.`);
      }
      return { bucket, key };
    });
  return readFiles(source, addresses, (content, most, address) =>
    parseItems(source.config, content, most, sourceUri(address)),
  );
}
