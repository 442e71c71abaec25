import { show, type StateSource } from '../definition/state-source.js';
import { memberOf } from '../json/plain-json.js';
import { compileDataFlow } from '../query/data-flow.js';
import { BLOCKED } from '../run/compiled-state.js';
import type { BeginState } from './begin-state.js';
import { compileDistributedMap } from './distributed-map/distributed-map.js';
import { compileItemSelector } from './item-selector.js';
import { compileMapItems } from './map-items.js';
import { iterationEvents, MapRun, type Tolerance } from './map-run.js';
import { compileNumber } from './number-field.js';
import { innerDefinition, type CompileInner } from './inner-program.js';

/** Iterations of an inline Map that run at the same time, at most (https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html). */
const MAX_INLINE_CONCURRENCY = 40;

/** Only a distributed Map has these. */
const DISTRIBUTED_FIELDS = ['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label'];

const STARTED = { type: 'MapStateStarted' };
const SUCCEEDED = { type: 'MapStateSucceeded' };

/** Map: runs its item processor once for each item; the result is the list of their outputs. */
export function compileMap(source: StateSource, compileInner: CompileInner): BeginState {
  const processorField = source.has('ItemProcessor') ? 'ItemProcessor' : 'Iterator';
  const definition = innerDefinition(source, processorField);
  if (definition === undefined) return () => () => BLOCKED;
  const program = compileInner(processorField, definition);
  const mode = memberOf(definition['ProcessorConfig'], 'Mode');
  if (mode === 'DISTRIBUTED') return compileDistributedMap(source, definition, program);
  refuseDistributed(source, processorField, mode);
  const flow = compileDataFlow(source, 'result');
  const next = source.next();
  const itemsOf = compileMapItems(source, list);
  const select = compileItemSelector(source);
  const concurrency = compileNumber(source, 'MaxConcurrency', { from: 0, to: 99_999_999 });
  const count = compileNumber(source, 'ToleratedFailureCount', { from: 0, to: 10_000_000 });
  const percentage = compileNumber(source, 'ToleratedFailurePercentage', { from: 0, to: 100, whole: false });
  const events = iterationEvents(source.name);
  return (state) => (frame) => {
    const input = frame.stateInput;
    const work = flow.work(frame, input);
    frame.input = work;
    frame.states = { input };
    const items = itemsOf(frame, work);
    const limit = concurrency?.(frame) ?? 0;
    const tolerance: Tolerance = { count: count?.(frame), percentage: percentage?.(frame) };
    frame.record(STARTED, items.length);
    const leave = (result: unknown): number => {
      frame.execution.record(SUCCEEDED, frame.lastEvent);
      return frame.leave(state, flow.output(frame, input, result), next);
    };
    if (items.length === 0) return leave([]);
    new MapRun(frame, {
      events,
      program,
      items,
      concurrency: Math.min(limit || MAX_INLINE_CONCURRENCY, MAX_INLINE_CONCURRENCY),
      tolerance,
      inputOf: (scope, value) => (select === undefined ? value : select(scope, work, input)),
      onResult: leave,
    }).start();
    return BLOCKED;
  };
}

function list(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function refuseDistributed(source: StateSource, field: string, mode: unknown): void {
  if (mode !== undefined && mode !== 'INLINE') {
    source.report(`${field}.ProcessorConfig.Mode`, `is ${show(mode)}: expected INLINE or DISTRIBUTED`);
  }
  for (const name of DISTRIBUTED_FIELDS) {
    if (source.has(name)) {
      source.report(name, `belongs to a distributed Map: set "Mode": "DISTRIBUTED" in ${field}.ProcessorConfig`);
    }
  }
}
