/** An object in a bucket, as a listing shows it. */
export interface StoredObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** With its quotation marks, as S3 gives it. */
  readonly etag?: string;
  readonly lastModified?: Date;
  /** @default 'STANDARD' */
  readonly storageClass?: string;
}

/** Which object, and on what conditions. */
export interface ObjectAddress {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  readonly expectedBucketOwner?: string;
}

/**
 * Where distributed Map states read their items and write their results: Amazon S3, or an emulation of it. What its functions
 * throw becomes the cause of `States.ItemReaderFailed` or `States.ResultWriterFailed`.
 */
export interface ObjectStore {
  /** The content of an object. Throws when there is none. */
  get(address: ObjectAddress): Uint8Array | string | Promise<Uint8Array | string>;
  /** The objects whose keys begin with `prefix`, in the order of their keys. Reading stops early when the Map has a MaxItems. */
  list(
    bucket: string,
    prefix: string,
  ): Iterable<StoredObject> | AsyncIterable<StoredObject> | Promise<Iterable<StoredObject>>;
  put(address: ObjectAddress, content: string): void | Promise<void>;
}
