import { deepStrictEqual, ok } from 'node:assert/strict';
import { classifyError } from '../../circuit/error-classification.js';
import type { CircuitConfiguration } from '../../circuit/configuration.js';
import type { CircuitChange, SimulatedCall, Simulation } from './simulation.fixture.js';

const counts = (call: SimulatedCall) =>
  call.error !== undefined && ['counted', 'exhausted'].includes(classifyError(call.error));

/**
 * What must hold in every run of the machine, whatever fails:
 * no admission while OPEN; CLOSED → OPEN only with enough counted failures of one CLOSED period inside a window;
 * OPEN → CLOSED only through one granted probe; never OPEN for more than 300 s at a time; no failure carried into
 * another state; exactly one outcome for every item, over stops, restarts and hand-overs.
 */
export function checkInvariants(run: Simulation, circuit: CircuitConfiguration, items: readonly string[]): void {
  checkCircuits(run, circuit);
  checkOutcomes(run, circuit, items);
}

/** What of {@link checkInvariants} is about the circuits. */
export function checkCircuits(
  run: Pick<Simulation, 'changes' | 'calls'>,
  circuit: Pick<CircuitConfiguration, 'failureThreshold' | 'windowSeconds'>,
): void {
  for (const target of ['primary', 'region', 'cheaper']) {
    const changes = run.changes.filter((c) => c.target === target);
    const calls = run.calls.filter((c) => c.target === target && !c.abandoned);
    checkPeriods(changes, calls, circuit);
  }
}

/** What of {@link checkInvariants} is about the items of one batch. */
export function checkOutcomes(
  run: Pick<Simulation, 'outcomes' | 'output' | 'executions'>,
  circuit: CircuitConfiguration,
  items: readonly string[],
): void {
  deepStrictEqual(run.outcomes.map((o) => o.item).sort(), [...items], 'every item has exactly one outcome');
  const total = Object.values(run.output.outcomes).reduce((a, b) => a + b, 0);
  deepStrictEqual(total, items.length, 'the counts add up');
  for (const [tier, count] of Object.entries(run.output.outcomes))
    deepStrictEqual(run.outcomes.filter((o) => o.tier === tier).length, count, `the count of ${tier}`);
  // The machine counts its events itself: it may pass its limit by what one more chunk, every call retried, can cost.
  const chunk = 30 * circuit.chunkSize + 60;
  for (const { eventCount } of run.executions)
    ok(eventCount <= circuit.maxHistoryEvents + chunk, `a history of ${eventCount} events`);
}

function checkPeriods(
  changes: readonly CircuitChange[],
  calls: readonly SimulatedCall[],
  circuit: Pick<CircuitConfiguration, 'failureThreshold' | 'windowSeconds'>,
) {
  changes.forEach((change, index) => {
    const { record, at } = change;
    const until = changes[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    const begun = calls.filter((c) => c.startedAt >= at && c.startedAt < until);
    const before = changes[index - 1];
    if (before) deepStrictEqual(record.failures, [], `${record.state} begins with failures of the state before`);
    switch (record.state) {
      case 'OPEN': {
        deepStrictEqual(begun, [], 'a call was admitted while OPEN');
        const length = (record.openUntil ?? 0) - (record.openedAt ?? 0);
        ok(length > 0 && length <= 300_000, `OPEN for ${length} ms`);
        if (before?.record.state === 'CLOSED') checkTrip(before, at, calls, circuit);
        break;
      }
      case 'HALF_OPEN':
        ok(!before || before.record.state === 'OPEN', 'HALF_OPEN follows OPEN');
        checkProbes(begun, changes[index + 1]);
        break;
      case 'CLOSED':
        ok(!before || before.record.state === 'HALF_OPEN', 'CLOSED follows a probe');
        break;
    }
  });
}

function checkTrip(
  closed: CircuitChange,
  at: number,
  calls: readonly SimulatedCall[],
  circuit: Pick<CircuitConfiguration, 'failureThreshold' | 'windowSeconds'>,
) {
  const failures = calls
    .filter((c) => counts(c) && c.startedAt >= closed.at && (c.endedAt ?? Number.POSITIVE_INFINITY) <= at)
    .map((c) => c.endedAt as number)
    .sort((a, b) => a - b);
  const { failureThreshold, windowSeconds } = circuit;
  const tripped = failures.some((t, i) => {
    const first = failures[i - failureThreshold + 1];
    return first !== undefined && t - first <= windowSeconds * 1000;
  });
  ok(tripped, `opened at ${at} with counted failures at ${failures.join(', ')}`);
}

/** One probe at a time; only an uncounted error is followed by another before the state changes. */
function checkProbes(probes: readonly SimulatedCall[], next: CircuitChange | undefined) {
  probes.forEach((probe, i) => {
    const following = probes[i + 1];
    if (!following) return;
    ok(following.startedAt >= (probe.endedAt ?? Number.POSITIVE_INFINITY), 'two probes at once');
    ok(probe.error !== undefined && !counts(probe), 'a second probe after a verdict');
  });
  const last = probes.at(-1);
  if (next?.record.state === 'CLOSED') ok(last && last.error === undefined, 'closed by a probe that succeeded');
  if (next?.record.state === 'OPEN') ok(last && counts(last), 'opened again by a probe that failed');
}
