import { deepStrictEqual, ok } from 'node:assert/strict';
import type { CircuitConfiguration } from '../../circuit/configuration.js';
import { classifyError } from '../../circuit/error-classification.js';
import type { SimulatedCall } from '../machine/simulation.fixture.js';
import type { CircuitChange, Simulation } from './simulation.fixture.js';

const classOf = (call: SimulatedCall) => (call.error === undefined ? 'served' : classifyError(call.error));

/**
 * What must hold in every run, whatever fails: exactly one outcome for every item; no call while OPEN; CLOSED → OPEN only
 * with enough counted failures or an exhausted quota; OPEN → CLOSED only through one probe that succeeded; never OPEN for
 * more than `maxResetSeconds` at a time; no target tried oftener than allowed.
 */
export function checkInvariants(run: Simulation, circuit: CircuitConfiguration, items: readonly string[]): void {
  deepStrictEqual(run.execution.status, 'SUCCEEDED');
  deepStrictEqual(run.outcomes.map((o) => o.item).sort(), [...items], 'every item has exactly one outcome');
  deepStrictEqual(run.output.items, items.length);
  for (const [tier, count] of Object.entries(run.output.outcomes))
    deepStrictEqual(run.outcomes.filter((o) => o.tier === tier).length, count, `the count of ${tier}`);
  for (const target of ['primary', 'region', 'cheaper'])
    checkPeriods(
      run.changes.filter((change) => change.target === target),
      run.calls.filter((call) => call.target === target),
      circuit,
    );
}

function checkPeriods(
  changes: readonly CircuitChange[],
  calls: readonly SimulatedCall[],
  circuit: CircuitConfiguration,
) {
  changes.forEach((change, index) => {
    const until = changes[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    const begun = calls.filter((call) => call.startedAt >= change.at && call.startedAt < until);
    const before = changes[index - 1];
    switch (change.circuit.state) {
      case 'OPEN': {
        const { resetSeconds } = change.circuit;
        deepStrictEqual(begun, [], 'a call was admitted while OPEN');
        ok(resetSeconds >= circuit.resetTimerSeconds && resetSeconds <= circuit.maxResetSeconds, `${resetSeconds} s`);
        ok(until - change.at >= resetSeconds * 1000, 'a probe before its time');
        if (before?.circuit.state === 'CLOSED') checkTrip(before.at, change.at, calls, circuit);
        break;
      }
      case 'HALF_OPEN':
        checkProbes(begun, changes[index + 1]);
        break;
      case 'CLOSED':
        ok(!before || before.circuit.state === 'HALF_OPEN', 'CLOSED follows a probe');
    }
  });
}

function checkTrip(closedAt: number, at: number, calls: readonly SimulatedCall[], circuit: CircuitConfiguration) {
  const classes = calls
    .filter((call) => call.startedAt >= closedAt && call.startedAt <= at)
    .map((call) => classOf(call));
  const counted = classes.filter((each) => each === 'counted').length;
  ok(classes.includes('exhausted') || counted >= circuit.failureThreshold, `opened after ${counted} counted failures`);
}

/** One at a time, and none after a verdict. */
function checkProbes(probes: readonly SimulatedCall[], next: CircuitChange | undefined) {
  const verdicts = ['served', 'counted', 'exhausted'];
  probes.forEach((probe, index) => {
    const following = probes[index + 1];
    if (!following) return;
    ok(following.startedAt >= (probe.endedAt ?? Number.POSITIVE_INFINITY), 'two probes at once');
    ok(!verdicts.includes(classOf(probe)), 'a second probe after a verdict');
  });
  const last = probes.at(-1);
  if (next?.circuit.state === 'CLOSED') ok(last && classOf(last) === 'served', 'closed by a probe that succeeded');
  if (next?.circuit.state === 'OPEN') ok(last && verdicts.slice(1).includes(classOf(last)), 'opened by a failed probe');
}
