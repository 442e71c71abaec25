import { seededRandom } from '../../random/random-source.js';
import type { StateSource } from '../../definition/state-source.js';
import { memberOf } from '../../json/plain-json.js';
import { DistributedMapRun } from '../../map-runs/distributed-map-run.js';
import type { MapRunLimits } from '../../map-runs/map-run.js';
import type { ChildInputs, ItemSet } from '../../map-runs/map-run-plan.js';
import { compileDataFlow } from '../../query/data-flow.js';
import type { EvaluationScope } from '../../query/evaluation-scope.js';
import { BLOCKED, type Program } from '../../run/compiled-state.js';
import type { Frame } from '../../run/frame.js';
import type { BeginState } from '../begin-state.js';
import { compileItemSelector, type SelectItem } from '../item-selector.js';
import { compileMapItems } from '../map-items.js';
import { compileNumber } from '../number-field.js';
import { compileItemBatcher, type Batch } from './item-batcher.js';
import { compileItemReader } from './item-reader.js';
import { ItemScope } from './item-scope.js';
import { itemSetOf } from './item-set.js';
import { compileLabel } from './label.js';
import { oneOf, nestedSource } from './nested-source.js';
import { compileResultWriter } from './result-writer.js';

/**
 * Map in distributed mode: each item, or batch of items, is an execution of its own
 * (https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html).
 */
export function compileDistributedMap(
  source: StateSource,
  definition: Readonly<Record<string, unknown>>,
  program: Program,
): BeginState {
  const flow = compileDataFlow(source, 'result');
  const next = source.next();
  const type = compileExecutionType(source, definition);
  const label = compileLabel(source);
  const limitsOf = compileLimits(source);
  const reader = compileItemReader(source);
  if (reader !== undefined) refuseItems(source);
  const itemsOf = reader === undefined ? compileMapItems(source, stateItems) : undefined;
  const select = compileItemSelector(source);
  const batcher = compileItemBatcher(source);
  const writer = compileResultWriter(source);
  return (state) => (frame) => {
    const { execution } = frame;
    const { mapRuns } = execution.tasks;
    const input = frame.stateInput;
    const work = flow.work(frame, input);
    frame.input = work;
    frame.states = { input };
    const items = itemsOf?.(frame, work) ?? reader?.(frame, mapRuns.objectStore) ?? NO_ITEMS;
    const limits = limitsOf(frame);
    const batch = batcher?.(frame);
    const results = writer(frame, mapRuns.objectStore);
    frame.record({ type: 'MapStateStarted' }, typeof items === 'function' ? 0 : items.values.length);
    const run = new DistributedMapRun(frame, {
      label: label ?? seededRandom(`${execution.machineName}/${state.name}`).uuid(),
      program,
      type,
      limits,
      items,
      inputsOf: (set) => childInputs(frame, set, select, work, input, batch),
      results,
      onResult: (result) => frame.leave(state, flow.output(frame, input, result), next),
    });
    mapRuns.add(run);
    run.start();
    return BLOCKED;
  };
}

const NO_ITEMS: ItemSet = { values: [], sourceOf: () => '' };

function stateItems(value: unknown): ItemSet | undefined {
  return itemSetOf(value, 'STATE_DATA');
}

/** Without a batcher, each input is made when its child begins, and no longer needed afterwards. */
function childInputs(
  frame: Frame,
  items: ItemSet,
  select: SelectItem | undefined,
  work: unknown,
  input: unknown,
  batch: Batch | undefined,
): ChildInputs {
  const { values, keys } = items;
  const scope = select === undefined ? undefined : new ItemScope(frame, items);
  const inputOf = (index: number): unknown => {
    if (select !== undefined && scope !== undefined) return select(scope.moveTo(index), work, input);
    return keys === undefined ? values[index] : { Key: keys[index], Value: values[index] };
  };
  if (batch === undefined) {
    return {
      length: values.length,
      itemCount: values.length,
      at: (index) => ({ input: inputOf(index), itemCount: 1 }),
    };
  }
  const batches = batch(values.map((_value, index) => inputOf(index)));
  return {
    length: batches.length,
    itemCount: values.length,
    at: (index) => batches[index] ?? { input: null, itemCount: 0 },
  };
}

function compileExecutionType(
  source: StateSource,
  definition: Readonly<Record<string, unknown>>,
): 'STANDARD' | 'EXPRESS' {
  const config = nestedSource(source, 'ItemProcessor.ProcessorConfig', {
    ExecutionType: memberOf(definition['ProcessorConfig'], 'ExecutionType'),
  });
  return oneOf(config, 'ExecutionType', ['STANDARD', 'EXPRESS']) ?? 'STANDARD';
}

function compileLimits(source: StateSource): (scope: EvaluationScope) => Partial<MapRunLimits> {
  const concurrency = compileNumber(source, 'MaxConcurrency', { from: 0, to: 99_999_999 });
  const count = compileNumber(source, 'ToleratedFailureCount', { from: 0, to: 100_000_000 });
  const percentage = compileNumber(source, 'ToleratedFailurePercentage', { from: 0, to: 100, whole: false });
  return (scope) => ({
    ...(concurrency && { maxConcurrency: concurrency(scope) }),
    ...(count && { toleratedFailureCount: count(scope) }),
    ...(percentage && { toleratedFailurePercentage: percentage(scope) }),
  });
}

function refuseItems(source: StateSource): void {
  for (const field of ['Items', 'ItemsPath']) {
    if (source.has(field))
      source.report(field, 'is given together with ItemReader: the items come from one of the two');
  }
}
