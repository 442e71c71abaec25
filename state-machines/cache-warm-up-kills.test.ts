import { deepStrictEqual, ok } from 'node:assert/strict';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CircuitOptions } from '../src/circuit/index.js';
import type { Execution, ObservedEvent } from '../src/engine/index.js';
import { mostActive } from '../functions/recommendation/index.js';
import { seededRandom } from '../src/resilience/index.js';
import { cacheWarmUp, type CacheWarmUpInput } from './cache-warm-up.js';
import { readersFromSeed, startWarmUpWorld, type WarmUpWorld } from './warm-up-world.fixture.js';
import { size } from '../test/size.js';

/**
 * A warm-up is killed in every state it enters and after random numbers of events, with its calls in flight, and
 * started again some minutes later, by whichever comes first: the schedule, an operator with the input of the dead run, or one
 * with the continuation that was read from its history. Whatever the moment, every reader has exactly one entry of the
 * cycle, and no model was asked twice for anybody.
 */

/** In each situation, beside those in every state. */
const RANDOM_KILLS = size({ sample: 2, full: 5 });

const readers = readersFromSeed(90, 2);
let world: WarmUpWorld;
beforeAll(async () => void (world = await startWarmUpWorld(readers)));
afterAll(() => world.close());

interface Situation {
  readonly name: string;
  readonly circuit: CircuitOptions;
  /** `shared` costs a request of the table for every decision, so one situation has to do. */
  readonly scope: 'execution' | 'shared';
  /** How many readers are warmed. */
  readonly limit: number;
  readonly forced?: boolean;
  readonly prepare?: () => void;
}

const situations: readonly Situation[] = [
  { name: 'no fault', scope: 'shared', circuit: { chunkSize: 5, concurrency: 3 }, limit: 11 },
  {
    name: 'the first model is down for a while, and the work waits for it',
    scope: 'execution',
    circuit: { whileOpen: 'wait', chunkSize: 4, concurrency: 3, failureThreshold: 3, resetTimerSeconds: 10 },
    limit: 11,
    prepare: () => world.fail(0.4, 'throttled', { region: 'us-east-1' }),
  },
  {
    name: 'the first model is down, and the others take its work',
    scope: 'execution',
    circuit: { chunkSize: 4, concurrency: 3, failureThreshold: 3, resetTimerSeconds: 10 },
    limit: 11,
    prepare: () => world.fail(5, 'unavailable', { region: 'us-east-1' }),
  },
  {
    name: 'a forced seed, and the history fills up',
    scope: 'execution',
    forced: true,
    circuit: { chunkSize: 10, concurrency: 5, maxHistoryEvents: 500 },
    limit: 75,
  },
];

/** Kills the execution of the event, or does not: called with every event of the run. */
type Killer = (event: ObservedEvent, count: number) => boolean;

const random = seededRandom('kills');
const entered = (event: ObservedEvent): string | undefined =>
  event.type.endsWith('StateEntered') ? String(event['stateEnteredEventDetails']?.['name']) : undefined;

/** What an operator, the schedule or a restart from the history gives to the next run. */
const restarts: readonly ((dead: Execution) => CacheWarmUpInput)[] = [
  () => ({}),
  ({ input }) => input as CacheWarmUpInput,
  // As `stepbreaker executions restart` does it, with work in hand that may be done meanwhile.
  () => ({ items: world.readerIds, total: 90, batch: 'dead', continuation: 1 }) as CacheWarmUpInput,
];

const machines = new Map<string, string>();
function machineOf({ name, circuit, scope }: Situation): string {
  const machine = machines.get(name) ?? world.create(`cache-warm-up-${machines.size}`, cacheWarmUp({ circuit, scope }));
  machines.set(name, machine);
  return machine;
}

/** Runs a warm-up and its restarts in a cycle of its own, killed wherever a killer says so, until one ends. */
async function cycleOf(situation: Situation, killers: readonly Killer[], variant: number) {
  const { limit, forced = false, prepare } = situation;
  const machine = machineOf(situation);
  await world.pass(120);
  prepare?.();
  const since = world.now();
  const calls = world.calls.length;
  const executions: Execution[] = [];
  const states = new Map<string, number>();
  let events = 0;
  const input: CacheWarmUpInput = { limit, ...(forced && { forced }) };
  let next = input;
  for (const killer of [...killers, () => false]) {
    const ignore = world.engine.observe((event) => {
      const state = entered(event);
      if (state !== undefined) states.set(state, (states.get(state) ?? 0) + 1);
      events += 1;
      if (killer(event, events)) world.engine.execution(event.executionArn)?.stop({ error: 'Killed' });
    });
    const ended = await world.run(machine, next);
    ignore();
    executions.push(ended);
    if (ended.status !== 'ABORTED') break;
    // Every other one comes while the calls of the dead run are still under way.
    if (variant % 2 === 1) await world.pass(random(`pause ${variant} ${executions.length}`) * 8);
    // Who died before it had the lease has begun no cycle that could go on.
    next = states.has('Start') ? (restarts[variant % restarts.length]?.(ended) ?? {}) : input;
  }
  return { since, limit, executions, states, events, asked: world.calls.slice(calls) };
}

function check({ since, limit, executions, asked }: Awaited<ReturnType<typeof cycleOf>>): void {
  const last = executions.at(-1);
  deepStrictEqual(last?.status, 'SUCCEEDED', `the last run ended: ${last?.error} ${last?.cause}`);
  const generated = world.generated.filter(({ at }) => at >= since).map(({ readerId }) => readerId);
  deepStrictEqual(generated.sort(), mostActive(readers, limit).sort(), 'every reader has one entry of this cycle');
  deepStrictEqual(asked.filter(({ status }) => status === 200).length, limit, 'answers of the models');
  const { freshness } = last.output as { freshness?: { succeeded: boolean } };
  ok(freshness?.succeeded, 'the cache is fresh');
}

describe('killed at any point and started again', () => {
  const killed = new Set<string>();

  test.each(situations)('$name', async (situation) => {
    const whole = await cycleOf(situation, [], 0);
    check(whole);
    const points: { readonly name: string; readonly killer: Killer; readonly state?: string }[] = [];
    for (const [state, times] of whole.states) {
      // What a situation has in common with an earlier one is left to the random moments.
      if (killed.has(state)) continue;
      const time = times >> 1;
      let seen = 0;
      points.push({
        name: `in '${state}', the ${time + 1}. time`,
        state,
        killer: (event) => entered(event) === state && seen++ === time,
      });
    }
    for (let draw = 0; draw < RANDOM_KILLS; draw++) {
      const at = 1 + Math.floor(random(`${situation.name} ${draw}`) * whole.events);
      points.push({ name: `after ${at} events`, killer: (_event, count) => count === at });
    }
    for (const [variant, { name, killer, state }] of points.entries()) {
      const cycle = await cycleOf(situation, [killer], variant);
      if (state !== undefined && cycle.executions[0]?.status === 'ABORTED') killed.add(state);
      try {
        check(cycle);
      } catch (error) {
        throw new Error(`killed ${name}, restart ${variant % restarts.length}`, { cause: error });
      }
    }
  });

  test('was killed in every state that these runs enter', () => {
    const own = situations.filter(({ scope }) => scope === 'execution');
    const states = new Set(own.flatMap((situation) => everyState(cacheWarmUp(situation).toAsl())));
    const others = [...states].filter((state) => !killed.has(state));
    expect(others.sort()).toEqual([...ELSEWHERE, ...LIKE_THE_OTHER_MODELS].sort());
  });
});

/** A predecessor leads to these, or a fault that no run survives. */
const ELSEWHERE = [
  'Another run is at work',
  'Holder is unknown',
  'Is it at work',
  'Let its calls end',
  'Look at holder',
  'Misconfigured',
  'Last resort',
  'Rejected',
];
const LIKE_THE_OTHER_MODELS = [
  'Cheaper call',
  'Cheaper chunk',
  'Cheaper failed',
  'Cheaper probe',
  'Cheaper probe failed',
  'Region failed',
  'Region probe',
  'Region probe failed',
];

const everyState = (definition: object): string[] =>
  Object.entries(definition).flatMap(([key, value]) => {
    if (typeof value !== 'object' || value === null) return [];
    return [...(key === 'States' ? Object.keys(value) : []), ...everyState(value)];
  });

test('killed again and again, also while it takes over from its predecessor', async () => {
  const [situation] = situations;
  if (!situation) throw new Error('no situation');
  const killers: Killer[] = [
    (event) => entered(event) === 'Primary chunk',
    (event) => entered(event) === 'Let its calls end',
    (event) => entered(event) === 'Take lease',
    (event) => entered(event) === 'Load items',
    (event) => event.type === 'MapStateExited',
    (event) => entered(event) === 'Report freshness',
  ];
  for (const variant of [0, 1, 2]) {
    const cycle = await cycleOf(situation, killers, variant);
    expect(cycle.executions.map(({ status }) => status)).toEqual([...killers.map(() => 'ABORTED'), 'SUCCEEDED']);
    check(cycle);
  }
});
