import { circuitVariable } from '../circuit-record.js';
import { HISTORY_EVENTS } from '../history-events.js';
import { capitalised, type Blueprint } from '../machine/blueprint.js';
import type { CircuitScope } from '../machine/circuit-scope.js';
import { jsonataText, jsonataTexts } from '../machine/jsonata-text.js';
import { rule } from '../machine/rule.js';
import { readCircuitsStates } from './read-circuits.js';
import { failedCallStates } from './failed-call.js';
import {
  knownExpression,
  sharedProbeDueExpression,
  sharedProbeLaterExpression,
  unknownExpression,
} from './shared-circuit-expression.js';
import { sharedProbeStates } from './shared-probe.js';
import { slowCallsExpression, slowCallsState, slowVariable } from './slow-calls.js';

/**
 * The scope `shared`: the circuits are items of a DynamoDB table. The variables hold what was read before the decision at
 * hand; what happens is written to the table, and shows at the next reading.
 */
export function sharedCircuits(blueprint: Blueprint): CircuitScope {
  const { circuit, circuitTable, first, queue, targetNames } = blueprint;
  const countsSlowCalls = circuit.slowCallMs !== undefined;
  const changed = targetNames.map((target) => {
    const variable = `$${circuitVariable(target)}`;
    return `(${variable}.state != ${variable}.announced and ${knownExpression(target)})`;
  });
  const initial = (target: string) =>
    unknownExpression(target, `[$states.input.circuits.${target}.announced, 'CLOSED'][0]`);
  return {
    decide: 'Read circuits',
    variables: {
      ...jsonataTexts(Object.fromEntries(targetNames.map((t) => [circuitVariable(t), initial(t)]))),
      circuitTable,
      unavailable: false,
      probeNow: jsonataText(`$states.input.state = 'HALF_OPEN'`),
      ...(countsSlowCalls && Object.fromEntries(targetNames.map((t) => [slowVariable(t), []]))),
    },
    states: {
      ...readCircuitsStates(blueprint),
      ...Object.assign({}, ...targetNames.map((target) => slowCallsState(blueprint, target))),
      ...Object.assign({}, ...targetNames.map((target) => sharedProbeStates(blueprint, target))),
    },
    rules: [
      rule('$unavailable', 'Store unavailable'),
      ...(countsSlowCalls
        ? targetNames.map((t) => rule(`$count($${slowVariable(t)}) > 0`, `${capitalised(t)} slow calls`))
        : []),
      rule(changed.join(' or '), 'Announce'),
    ],
    // The item is taken only by who gets the probe.
    probeRules: (target) => [
      ...(target === first
        ? [rule(`$probeNow and ${sharedProbeLaterExpression(target)}`, `${capitalised(target)} probe now`)]
        : []),
      rule(
        `${sharedProbeDueExpression(target)} and (${queue.hasWork(targetNames.indexOf(target))})`,
        `${capitalised(target)} take probe`,
      ),
    ],
    cooldown: {
      // Others may close it earlier: a probe elsewhere, an operator. While it is forced it has no end of its own.
      until: `$min([$${circuitVariable(first)}.openUntil, $millis() + ${circuit.resetTimerSeconds * 1000}])`,
      ended: { probeNow: true },
    },
    chunk: (target) => ({
      failed: (end) => failedCallStates(blueprint, target, end),
      failureEvents: HISTORY_EVENTS.sharedFailure,
      assign: countsSlowCalls ? jsonataTexts({ [slowVariable(target)]: slowCallsExpression(target) }) : {},
    }),
    probe: (target) => ({
      succeeded: {},
      failed: {},
      failedOutput: { ok: false, kind: jsonataText('$states.input.kind') },
      next: `${capitalised(target)} verdict`,
    }),
  };
}
