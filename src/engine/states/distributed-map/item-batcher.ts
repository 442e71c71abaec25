import type { StateSource } from '../../definition/state-source.js';
import { byteSize } from '../../json/byte-size.js';
import type { ChildInput } from '../../map-runs/map-run-plan.js';
import type { EvaluationScope } from '../../query/evaluation-scope.js';
import { MAX_PAYLOAD_BYTES } from '../../run/frame.js';
import { compileTemplate } from '../item-selector.js';
import { compileNumber } from '../number-field.js';
import { checkFields, nestedSource } from './nested-source.js';

/** Makes the inputs of children out of the items that ItemSelector gave. */
export type Batch = (items: readonly unknown[]) => readonly ChildInput[];

const FIELDS = [
  'MaxItemsPerBatch',
  'MaxItemsPerBatchPath',
  'MaxInputBytesPerBatch',
  'MaxInputBytesPerBatchPath',
  'BatchInput',
];

/**
 * ItemBatcher: hands each child execution a group of items, `{ "BatchInput": …, "Items": […] }`
 * (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html).
 */
export function compileItemBatcher(source: StateSource): ((scope: EvaluationScope) => Batch) | undefined {
  const fields = source.object('ItemBatcher');
  if (fields === undefined) return undefined;
  const batcher = nestedSource(source, 'ItemBatcher', fields);
  checkFields(batcher, FIELDS);
  const maxItems = compileNumber(batcher, 'MaxItemsPerBatch', { from: 1, to: 100_000_000 });
  const maxBytes = compileNumber(batcher, 'MaxInputBytesPerBatch', { from: 1, to: MAX_PAYLOAD_BYTES });
  if (!FIELDS.slice(0, 4).some((name) => batcher.has(name))) {
    source.report('ItemBatcher', 'has no size: give MaxItemsPerBatch, MaxInputBytesPerBatch, or both');
  }
  const batchInput = batcher.has('BatchInput')
    ? compileTemplate(source, 'ItemBatcher.BatchInput', fields['BatchInput'])
    : undefined;
  return (scope) => {
    const shared = batchInput === undefined ? {} : { BatchInput: batchInput(scope) };
    const most = maxItems?.(scope) ?? Infinity;
    const bytes = maxBytes?.(scope) ?? MAX_PAYLOAD_BYTES;
    return (items) => cut(items, shared, most, bytes);
  };
}

/** Fills each batch up to its limits; an item that is too large for any batch gets one of its own. */
function cut(
  items: readonly unknown[],
  shared: Readonly<Record<string, unknown>>,
  most: number,
  bytes: number,
): readonly ChildInput[] {
  const empty = byteSize({ ...shared, Items: [] });
  const batches: ChildInput[] = [];
  let batch: unknown[] = [];
  let size = empty;
  const close = (): void => {
    if (batch.length > 0) batches.push({ input: { ...shared, Items: batch }, itemCount: batch.length });
    batch = [];
    size = empty;
  };
  for (const item of items) {
    const more = byteSize(item) + 1;
    if (batch.length === most || size + more > bytes) close();
    batch.push(item);
    size += more;
  }
  close();
  return batches;
}
