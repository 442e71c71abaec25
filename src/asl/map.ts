import { withResult, type Call, type CallOrigin, type MapCallNode } from './call.js';
import type { Flow } from './flow.js';
import { referenceTo, type Reference } from './reference.js';
import type { JsonTemplate, Templated } from './template.js';

interface MapOptionsOf<I> {
  /** Iterations at a time. Default 0: as many as Step Functions likes (40 inline, 10,000 distributed). */
  readonly maxConcurrency?: Templated<number>;
  /**
   * What an iteration gets, when it is not the item itself. Read the item with `mapItem`, and the state's data as usual.
   * The items may then be anything.
   */
  readonly itemSelector?: Templated<I, 'item'>;
}

export type MapOptions<I = unknown> = MapOptionsOf<I>;

export interface DistributedMapOptions<I = unknown> extends MapOptionsOf<I> {
  /** How the children run. Default `STANDARD`. `EXPRESS` is cheaper and ends after 5 minutes. */
  readonly executionType?: 'STANDARD' | 'EXPRESS';
  /** Part of the children's ARNs; at most 40 characters. Default: made by Step Functions. */
  readonly label?: string;
  /** Failed children, in percent of all, before the state fails. Default 0. */
  readonly toleratedFailurePercentage?: Templated<number>;
  /** Failed children before the state fails. Default 0. */
  readonly toleratedFailureCount?: Templated<number>;
  /** Reads the items from S3, instead of from a list. */
  readonly itemReader?: ItemReader;
  /** Gives a child several items at once, as `{ Items: [...], BatchInput }`. */
  readonly itemBatcher?: ItemBatcher;
  /** Writes the results to S3; the state's result then says where. */
  readonly resultWriter?: ResultWriter;
}

export interface ItemReader {
  readonly resource: 's3:getObject' | 's3:listObjectsV2';
  /** `ReaderConfig`, in ASL's own spelling. */
  readonly config?: {
    readonly InputType?: 'CSV' | 'JSON' | 'JSONL' | 'MANIFEST' | 'PARQUET';
    readonly CSVHeaderLocation?: 'FIRST_ROW' | 'GIVEN';
    readonly CSVHeaders?: readonly string[];
    readonly CSVDelimiter?: 'COMMA' | 'PIPE' | 'SEMICOLON' | 'SPACE' | 'TAB';
    readonly MaxItems?: Templated<number>;
    readonly ManifestType?: 'ATHENA_DATA' | 'S3_INVENTORY';
    readonly Transformation?: 'NONE' | 'LOAD_AND_FLATTEN';
    readonly ItemsPointer?: string;
  };
  readonly arguments: JsonTemplate;
}

export interface ItemBatcher {
  readonly maxItemsPerBatch?: Templated<number>;
  readonly maxInputBytesPerBatch?: Templated<number>;
  /** Given to every batch, beside its items. */
  readonly batchInput?: JsonTemplate;
}

export interface ResultWriter {
  /** `WriterConfig`, in ASL's own spelling. */
  readonly config?: {
    readonly Transformation?: 'NONE' | 'COMPACT' | 'FLATTEN';
    readonly OutputType?: 'JSON' | 'JSONL';
  };
  /** `Bucket` and `Prefix`. */
  readonly arguments: JsonTemplate;
}

/** What a map that writes its results to S3 returns. */
export interface WrittenResult {
  readonly MapRunArn: string;
  readonly ResultWriterDetails: { readonly Bucket: string; readonly Key: string };
}

/** A map over a list. */
export interface MapFunction<I, O> {
  (items: Templated<readonly I[]>): Call<'Map', O>;
  readonly result: Reference<O, 'result'>;
}

/** A map that reads its own items: there is nothing to give it. */
export interface ReaderMapFunction<O> {
  (): Call<'Map', O>;
  readonly result: Reference<O, 'result'>;
}

type ItemOf<I, D> = D extends { readonly itemSelector: unknown }
  ? unknown
  : D extends { readonly itemBatcher: object }
    ? I extends { readonly Items: readonly (infer E)[] }
      ? E
      : unknown
    : I;
type ResultOf<O, D> = D extends { readonly resultWriter: object } ? WrittenResult : O[];

/** Runs `flow` for every item, inside this execution: `call: mapOver(flow)(execution.input.items)`. At most 40 at a time. */
export function mapOver<I, O, const D extends MapOptions<I> = object>(
  flow: Flow<I, O>,
  options?: D,
): MapFunction<ItemOf<I, D>, O[]> {
  return mapFunction({ name: 'the map', flow, mode: 'INLINE', options: { ...options } });
}

/** Runs `flow` for every item in an execution of its own: for many items, or items in S3. Children see no variables. */
export function distributedMap<I, O, const D extends DistributedMapOptions<I> = object>(
  flow: Flow<I, O>,
  options?: D,
): D extends { readonly itemReader: object }
  ? ReaderMapFunction<ResultOf<O, D>>
  : MapFunction<ItemOf<I, D>, ResultOf<O, D>> {
  return mapFunction({ name: 'the distributed map', flow, mode: 'DISTRIBUTED', options: { ...options } });
}

interface MapShape {
  readonly name: string;
  readonly flow: Flow<unknown, unknown>;
  readonly mode: MapCallNode['mode'];
  readonly options: Readonly<Record<string, unknown>>;
}

/** Whether items are given depends on the options, which only the declared types above follow: hence `never`. */
function mapFunction({ name, flow, mode, options }: MapShape): never {
  const origin: CallOrigin = { name };
  const call = (items?: unknown): MapCallNode => ({
    kind: 'Map',
    origin,
    flow: { definition: flow.definition },
    mode,
    options,
    ...(items === undefined ? {} : { arguments: items }),
  });
  return withResult<MapFunction<unknown, unknown>, unknown>(call, origin) as never;
}

/** The item of an iteration and its index, in the `itemSelector` of a map. `T` is the item's type. */
export function mapItem<T>(): Reference<{ Index: number; Value: T }, 'item'> {
  return referenceTo({ kind: 'reference', root: 'item', path: [] });
}
