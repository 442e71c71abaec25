import { deepStrictEqual, ok } from 'node:assert/strict';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BatchOutput, CircuitRecord } from '../breaker/index.js';
import { circuitVariable } from '../breaker/index.js';
import type { Execution, ObservedEvent } from '../engine/index.js';
import {
  batchMachine,
  circuitKey,
  FAILURE_THRESHOLD,
  GUARDED,
  itemNames,
  outcomesOf,
  startBatchWorld,
  type BatchWorld,
} from './batch-world.fixture.js';
import { restartExecution } from './restart-execution.js';
import { situations, well, type Situation } from './stopped-batches.fixture.js';
import { stopExecution } from './stop-execution.js';
import { size } from '../../test/size.js';

/**
 * An execution is stopped in every state that a circuit breaker machine has, with its calls in flight, and restarted
 * from its history over the API. Whatever the state, every item ends in exactly one outcome over all executions, the
 * counts say so, and the circuits go on as they were.
 */

let world: BatchWorld;
let runs = 0;
beforeAll(async () => void (world = await startBatchWorld()));
afterAll(() => world.close());

/** When in a state an execution is stopped: as it is entered, or while its calls are under way. */
type Moment = 'entered' | 'under way';
interface Kill {
  readonly state: string;
  /** Which of the times that the state is entered, counted from 0. */
  readonly time: number;
  readonly moment: Moment;
}

const entered = (event: ObservedEvent): string | undefined =>
  event.type.endsWith('StateEntered') ? String(event['stateEnteredEventDetails']?.['name']) : undefined;

/** Starts the batch of a situation and tells of the states that its executions enter. */
function begin(stateMachineArn: string, situation: Situation): Execution {
  const names = itemNames(situation.items);
  const start = world.clock.now();
  world.items = names;
  world.publishes = situation.publishes ?? true;
  const probes = new Map<string, number>();
  world.behaviour = (call) => {
    const count = (probes.get(call.function) ?? 0) + (call.probe ? 1 : 0);
    probes.set(call.function, count);
    return situation.behaviour(call.at - start, call, count);
  };
  world.tableOutages.splice(0, Infinity, ...outagesFrom(start, situation));
  (world.table.circuits as Map<string, unknown>).clear();
  if (situation.open)
    void world.table.store.attempt(circuitKey('primary'), ['tripAtOnce'], {
      failureThreshold: FAILURE_THRESHOLD,
      resetMs: 60_000,
    });
  const items = situation.loads ? {} : { items: names };
  return world.start(stateMachineArn, `run-${++runs}`, { ...items, ...situation.input });
}

const outagesFrom = (start: number, { tableOutages = [] }: Situation) =>
  tableOutages.map((outage) => ({ ...outage, from: start + outage.from, to: start + outage.to }));

/** How often every state is entered when nobody stops anything, and whether time passes in it. */
async function statesEntered(stateMachineArn: string, situation: Situation) {
  const times = new Map<string, { count: number; takesTime: boolean }>();
  const ignore = world.engine.observe((event) => {
    const state = entered(event);
    if (state === undefined) return;
    const count = (times.get(state)?.count ?? 0) + 1;
    times.set(state, { count, takesTime: /^(?:Task|Map|Wait)/.test(event.type) });
  });
  await world.finished(begin(stateMachineArn, situation).executionArn);
  ignore();
  return times;
}

/** Runs the batch, stops it there, restarts it, and gives all its executions. Undefined when it ended before. */
async function runAndKill(
  stateMachineArn: string,
  situation: Situation,
  { state, time, moment }: Kill,
): Promise<{ executions: Execution[]; stopped: Execution; successor: string } | undefined> {
  let seen = 0;
  let stopped: Promise<Execution> | undefined;
  const ignore = world.engine.observe((event) => {
    if (stopped || entered(event) !== state || seen++ < time) return;
    const execution = world.engine.execution(event.executionArn) as Execution;
    stopped = moment === 'entered' ? atOnce(execution) : soon(execution);
  });
  const first = begin(stateMachineArn, situation);
  const before = await world.finished(first.executionArn);
  ignore();
  const last = stopped && (await stopped);
  if (last?.status !== 'ABORTED') return undefined;
  if (situation.fixed) world.behaviour = ({ item }) => well(item);
  const restarted = await restartExecution(world.client, last.executionArn);
  deepStrictEqual(restarted.outcome, 'started');
  if (moment === 'under way') {
    const again = await restartExecution(world.client, last.executionArn);
    deepStrictEqual([again.outcome, again.executionArn], ['exists', restarted.executionArn], 'a restart happens once');
  }
  const after = await world.finished(restarted.executionArn);
  return { executions: [...before, ...after], stopped: last, successor: restarted.executionArn };
}

async function atOnce(execution: Execution): Promise<Execution> {
  execution.stop({ error: 'ManualRecovery' });
  return execution.finished;
}

/** Time does not advance while the API is asked to stop it, some milliseconds later, in the midst of calls. */
function soon(execution: Execution): Promise<Execution> {
  return new Promise((resolve) => {
    world.clock.timer(40 + ((runs * 131) % 700), () => {
      const release = world.clock.hold();
      void stopExecution(world.client, execution.executionArn).then(() => {
        release();
        resolve(execution);
      });
    });
  });
}

const lastCircuit = (execution: Execution, name: string): CircuitRecord | undefined => {
  const texts = execution.history().flatMap((event) => {
    const assigned = event['stateExitedEventDetails']?.['assignedVariables'];
    const text = (assigned as Record<string, string> | undefined)?.[circuitVariable(name)];
    return text === undefined ? [] : [text];
  });
  const text = texts.at(-1);
  return text === undefined ? undefined : (JSON.parse(text) as CircuitRecord);
};

function check(
  situation: Situation,
  { executions, stopped, successor }: NonNullable<Awaited<ReturnType<typeof runAndKill>>>,
) {
  const names = itemNames(situation.items);
  const outcomes = executions.flatMap(outcomesOf);
  deepStrictEqual(outcomes.map(({ item }) => item).sort(), names, 'every item has exactly one outcome');
  const last = executions.at(-1) as Execution;
  deepStrictEqual(last.status, 'SUCCEEDED', `the restarted batch ended: ${last.error} ${last.cause}`);
  const output = last.output as BatchOutput;
  deepStrictEqual(output.items, names.length, 'the batch knows its size');
  for (const [tier, count] of Object.entries(output.outcomes))
    deepStrictEqual(count, outcomes.filter((o) => o.tier === tier).length, `the count of ${tier}`);

  const restarted = world.engine.execution(successor) as Execution;
  const input = restarted.input as { circuits?: Record<string, CircuitRecord>; state?: string };
  for (const name of situation.circuitsIn === 'table' ? [] : GUARDED) {
    const before = lastCircuit(stopped, name);
    if (before) deepStrictEqual(input.circuits?.[name], before, `the circuit of ${name} is carried over`);
  }
  const wasOpen = lastCircuit(stopped, 'primary')?.state === 'OPEN';
  if (!situation.input)
    deepStrictEqual(input.state, wasOpen ? 'HALF_OPEN' : undefined, 'an open circuit begins with a probe');
  // A table that cannot be reached counts as CLOSED.
  if (!wasOpen || situation.tableOutages) return;
  const since = restarted.startDate.getTime();
  const firstCall = world.calls.find((call) => call.function === 'primary' && call.at >= since);
  ok(firstCall === undefined || firstCall.probe, 'the first call after the restart is the probe');
}

const everyState = (definition: object): string[] =>
  Object.entries(definition).flatMap(([key, value]) => {
    if (typeof value !== 'object' || value === null) return [];
    return [...(key === 'States' ? Object.keys(value) : []), ...everyState(value)];
  });

/** A state and whose circuits its machine has: those with shared circuits are other machines. */
const stateOf = ({ circuitsIn }: Situation, state: string): string =>
  circuitsIn === 'table' ? `${state} (shared circuits)` : state;

/** Of the states in which time passes, each one, or every eighth in a sample, is left with its calls under way too. */
const EVERY = size({ sample: 8, full: 1 });
let timed = 0;

describe('an execution that is stopped', () => {
  const killed = new Set<string>();

  test.each(situations)('$name', async (situation) => {
    const machine = `kill-${situations.indexOf(situation)}`;
    const stateMachineArn = await world.create(machine, situation.circuit, situation.circuitsIn);
    for (const [state, { count, takesTime }] of await statesEntered(stateMachineArn, situation)) {
      if (killed.has(stateOf(situation, state))) continue;
      const calls = takesTime && ++timed % EVERY === 0;
      for (const moment of calls ? (['under way', 'entered'] as const) : (['entered'] as const)) {
        const time = count >> 1;
        const run = await runAndKill(stateMachineArn, situation, { state, time, moment });
        if (!run) continue;
        if (moment === 'entered') killed.add(stateOf(situation, state));
        try {
          check(situation, run);
        } catch (error) {
          throw new Error(`stopped when '${state}' was ${moment}, the ${time + 1}. time`, { cause: error });
        }
      }
    }
  });

  test('was stopped in every state of the machines', () => {
    const states = situations.flatMap((situation) =>
      everyState(batchMachine(situation.circuit, situation.circuitsIn).toAsl()).map((state) =>
        stateOf(situation, state),
      ),
    );
    expect([...killed].sort()).toEqual([...new Set(states)].sort());
  });
});
