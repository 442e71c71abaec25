import type { StateSource } from '../../definition/state-source.js';
import type { EvaluationScope } from '../../query/evaluation-scope.js';
import { compileNumber } from '../number-field.js';
import { CSV_DELIMITERS } from './csv.js';
import { checkFields, nestedSource, oneOf } from './nested-source.js';

/** The formats of data objects. */
export type DataType = 'CSV' | 'JSON' | 'JSONL';

/** How the objects of an ItemReader are to be read. */
export interface ReaderConfig {
  /** Undefined where only a listing or an inventory is read. */
  readonly dataType: DataType | undefined;
  readonly manifest: 'S3_INVENTORY' | 'ATHENA_DATA' | undefined;
  /** Whether the objects of a listing are opened, rather than listed. */
  readonly flatten: boolean;
  readonly delimiter: string;
  /** Given headers; undefined when the first row has them. */
  readonly headers: readonly string[] | undefined;
  readonly itemsPointer: string;
}

const FIELDS = [
  'InputType',
  'Transformation',
  'ManifestType',
  'CSVDelimiter',
  'CSVHeaderLocation',
  'CSVHeaders',
  'ItemsPointer',
  'MaxItems',
  'MaxItemsPath',
];

/** Items that a distributed Map reads, at most (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html). */
const MAX_ITEMS = 100_000_000;

const DELIMITERS = ['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'] as const;

/** Reads ReaderConfig, and reports what does not fit together. */
export function compileReaderConfig(
  reader: StateSource,
  isListing: boolean,
): { config: ReaderConfig; maxItems: (scope: EvaluationScope) => number } {
  const source = nestedSource(reader, 'ReaderConfig', reader.object('ReaderConfig') ?? {});
  checkFields(source, FIELDS);
  const inputType = oneOf(source, 'InputType', ['CSV', 'JSON', 'JSONL', 'MANIFEST', 'PARQUET']);
  const manifestType = oneOf(source, 'ManifestType', ['S3_INVENTORY', 'ATHENA_DATA']);
  const flatten = oneOf(source, 'Transformation', ['NONE', 'LOAD_AND_FLATTEN']) === 'LOAD_AND_FLATTEN';
  const manifest = manifestType ?? (inputType === 'MANIFEST' ? 'S3_INVENTORY' : undefined);
  const dataType = inputType === 'CSV' || inputType === 'JSON' || inputType === 'JSONL' ? inputType : undefined;
  if (inputType === 'PARQUET') {
    source.report('InputType', 'is PARQUET, which this engine cannot read: give CSV, JSON or JSONL in tests');
  } else if (manifestType === 'S3_INVENTORY' && dataType !== undefined) {
    source.report(
      'InputType',
      'is given together with the ManifestType S3_INVENTORY, whose files are always CSV: leave it out',
    );
  } else if (dataType === undefined && (manifestType === 'ATHENA_DATA' || flatten)) {
    source.report('InputType', 'is missing: say what format the data objects have, CSV, JSON or JSONL');
  } else if (dataType === undefined && manifest === undefined && !isListing) {
    source.report('InputType', 'is missing: expected CSV, JSON, JSONL or MANIFEST');
  }
  if (flatten && !isListing) source.report('Transformation', 'works on s3:listObjectsV2 only');
  const delimiter = CSV_DELIMITERS[oneOf(source, 'CSVDelimiter', DELIMITERS) ?? 'COMMA'];
  const maxItems = compileNumber(source, 'MaxItems', { from: 0, to: MAX_ITEMS });
  return {
    config: {
      dataType,
      manifest,
      flatten,
      delimiter,
      headers: dataType === 'CSV' ? compileHeaders(source) : undefined,
      itemsPointer: compilePointer(source),
    },
    // Zero stands for no limit of the state's own.
    maxItems: (scope) => maxItems?.(scope) || MAX_ITEMS,
  };
}

function compileHeaders(source: StateSource): readonly string[] | undefined {
  const location = oneOf(source, 'CSVHeaderLocation', ['FIRST_ROW', 'GIVEN']);
  if (location === undefined && !source.has('CSVHeaderLocation')) {
    source.report('CSVHeaderLocation', 'is missing: expected FIRST_ROW or GIVEN');
  }
  if (location !== 'GIVEN') return undefined;
  const { CSVHeaders: headers } = source.fields;
  if (Array.isArray(headers) && headers.length > 0 && headers.every((header) => typeof header === 'string')) {
    return headers;
  }
  source.report('CSVHeaders', `is ${JSON.stringify(headers)}: expected a list of column names, at least one`);
  return undefined;
}

function compilePointer(source: StateSource): string {
  const { ItemsPointer: pointer = '' } = source.fields;
  if (typeof pointer === 'string' && (pointer === '' || pointer.startsWith('/'))) return pointer;
  source.report('ItemsPointer', `is ${JSON.stringify(pointer)}: expected a JSON pointer such as /inventory/products`);
  return '';
}
