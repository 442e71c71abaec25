import type { CircuitConfiguration } from '../circuit/configuration.js';
import { circuitVariable } from './circuit-record.js';

/**
 * The machine's work, in four variables:
 *
 * - `pages`: the fresh items, cut into chunks once; `page` is the next one. Cutting once keeps the cost of a chunk
 *   independent of the length of the batch.
 * - `waiting`: items that failed and wait for another try, as {@link WaitingItem}.
 * - `chunk`: what is being worked on. Between two states it is empty, so a stopped execution shows exactly what
 *   was in flight.
 */
export interface WaitingItem<Item = unknown> {
  readonly item: Item;
  /** Tries already made on `target`. */
  readonly tries: number;
  /** Index of the first target that may serve it; one past the last target means the last resort. */
  readonly target: number;
}

/** JSONata texts about the queue, for a chain of targets under one configuration. */
export interface WorkQueue {
  /** Condition: there is work that the target with this index may do. */
  hasWork(target: number): string;
  /** Condition: there is any work left. */
  readonly hasAnyWork: string;
  /** Assignments that move the next chunk for a target from the queue into `chunk`. */
  takeChunk(target: number): Record<'chunk' | 'waiting' | 'page', string>;
  /** Assignments that move a single item for a target from the queue into `chunk`. */
  takeOne(target: number): Record<'chunk' | 'waiting' | 'page', string>;
  /** The queue after a chunk: whatever failed waits for its next try or its next target. */
  returnFailed(target: number, results: string): string;
  /**
   * The queue after a failed probe. A probe is the circuit's try, not its item's: it costs none, and another item probes
   * next. One that failed for our own Lambda's sake proves nothing and opens nothing; it costs a try, or HALF_OPEN would
   * probe without a pause for as long as Lambda fails.
   */
  returnProbe(target: number, result: string): string;
  /** The fresh items that no chunk has taken yet, as one list. */
  readonly freshItems: string;
}

const entry = `{'item': $item, 'tries': 0, 'target': 0}`;

/**
 * @param targets names of the targets, first choice first
 * @param circuit decides whether work of an OPEN first target waits for it or moves on, and how large a chunk is
 */
export function workQueue(targets: readonly string[], circuit: CircuitConfiguration): WorkQueue {
  const lastResort = targets.length;
  const gaveUp = `$${circuitVariable(targets[0] ?? '')}.openings > ${circuit.maxOpenings}`;
  const waits = circuit.whileOpen === 'wait';
  const isFresh = '$page < $count($pages)';
  // While work waits for the first target, only what already failed there goes to the others.
  const fresh = (target: number) => (waits && target > 0 ? `${isFresh} and ${gaveUp}` : isFresh);
  const mine = (target: number) =>
    waits && target > 0 ? `target <= ${target} and (target > 0 or ${gaveUp})` : `target <= ${target}`;
  const eligible = (target: number) => `$waiting[${mine(target)}]`;
  const others = (target: number) => `[$waiting[$not(${mine(target)})]]`;
  const from = (list: string, condition: string) => `$filter(${list}, function($entry, $n) { ${condition} })`;

  const returned = (target: number, results: string, cost: string) =>
    [
      `[$append($waiting, $map(${results}, function($failed) {`,
      `($tries := ($failed.target = ${target} ? $failed.tries : 0) + ${cost};`,
      `$failed.kind in ['counted', 'exhausted', 'transient'] and $tries < ${circuit.maxTries}`,
      `? {'item': $failed.item, 'tries': $tries, 'target': ${target}}`,
      `: {'item': $failed.item, 'tries': 0, 'target': $failed.kind = 'refused' ? ${lastResort} : ${target + 1}}) }))]`,
    ].join(' ');

  return {
    hasAnyWork: `${isFresh} or $count($waiting) > 0`,
    hasWork: (target) => `(${fresh(target)}) or $exists(${eligible(target)})`,
    takeChunk: (target) => ({
      chunk: `${fresh(target)} ? [$map($pages[$page], function($item) { ${entry} })] : [${from(eligible(target), `$n < ${circuit.chunkSize}`)}]`,
      waiting: `${fresh(target)} ? $waiting : [$append(${others(target)}, ${from(eligible(target), `$n >= ${circuit.chunkSize}`)})]`,
      page: `${fresh(target)} ? $page + 1 : $page`,
    }),
    takeOne: (target) => ({
      chunk: `$exists(${eligible(target)}) ? [${eligible(target)}[0]] : [($pages[$page])[0].($item := $; ${entry})]`,
      waiting: `$exists(${eligible(target)}) ? [$append(${others(target)}, ${from(eligible(target), '$n > 0')})] : [$append($waiting, $map(${from('$pages[$page]', '$n > 0')}, function($item) { ${entry} }))]`,
      page: `$exists(${eligible(target)}) ? $page : $page + 1`,
    }),
    returnFailed: (target, results) => returned(target, results, '1'),
    returnProbe: (target, result) => returned(target, result, `($failed.kind = 'transient' ? 1 : 0)`),
    freshItems: `[$reduce($filter($pages, function($p, $n) { $n >= $page }), $append, [])]`,
  };
}
