import {
  circuitVariable,
  closedExpression,
  COUNTED,
  foldedExpression,
  halfOpenExpression,
  initialExpression,
  probeDueExpression,
  reopenedExpression,
} from '../circuit-record.js';
import { HISTORY_EVENTS } from '../history-events.js';
import { capitalised, type Blueprint } from './blueprint.js';
import { slowExpression } from './call-outcome.js';
import type { CircuitScope } from './circuit-scope.js';
import { jsonataText, jsonataTexts } from './jsonata-text.js';
import { rule, type Rule } from './rule.js';
import { shownCircuitsStates } from './shown-circuits.js';

/** The scope `execution`: the circuits are variables, folded by the Assigns of what the machine does anyway. */
export function ownCircuits(blueprint: Blueprint): CircuitScope {
  const { circuit, circuitTable, first, queue, targetNames } = blueprint;
  const ofTargets = (condition: (variable: string) => string) =>
    targetNames.map((target) => condition(`$${circuitVariable(target)}`)).join(' or ');
  const changed = ofTargets((variable) => `${variable}.state != ${variable}.announced`);
  const shown = ofTargets((variable) => `${variable}.announced != 'CLOSED'`);
  const showing: readonly Rule[] = [
    rule(changed, 'Show circuits'),
    rule(`$not(${queue.hasAnyWork}) and (${shown})`, 'Take circuits down'),
  ];
  return {
    decide: 'Route',
    variables: {
      ...jsonataTexts(
        Object.fromEntries(targetNames.map((t) => [circuitVariable(t), initialExpression(t, circuit, t === first)])),
      ),
      ...(circuitTable !== undefined && { circuitTable }),
    },
    states: shownCircuitsStates(blueprint),
    rules: circuitTable === undefined ? [rule(changed, 'Announce')] : showing,
    probeRules(target) {
      const index = targetNames.indexOf(target);
      return [
        rule(`(${probeDueExpression(target)}) and (${queue.hasWork(index)})`, `${capitalised(target)} probe`, {
          ...jsonataTexts(queue.takeOne(index)),
          [circuitVariable(target)]: jsonataText(halfOpenExpression(target)),
        }),
      ];
    },
    cooldown: {
      until: `$${circuitVariable(first)}.openUntil`,
      ended: {
        [circuitVariable(first)]: jsonataText(`$merge([$${circuitVariable(first)}, {'openUntil': $millis()}])`),
      },
    },
    chunk: (target) => ({
      failed: (end) => ({ [`${capitalised(target)} failed`]: { type: 'Pass', next: end } }),
      failureEvents: HISTORY_EVENTS.failure,
      assign: jsonataTexts({ [circuitVariable(target)]: foldedExpression(target, circuit) }),
    }),
    probe(target) {
      const variable = circuitVariable(target);
      const [closed, reopened] = [closedExpression(target), reopenedExpression(target, circuit)];
      const { slowCallMs } = circuit;
      return {
        succeeded: jsonataTexts({
          [variable]: slowCallMs === undefined ? closed : `${slowExpression(slowCallMs)} ? ${reopened} : ${closed}`,
        }),
        failed: jsonataTexts({ [variable]: `$states.input.${COUNTED} ? ${reopened} : $${variable}` }),
        failedOutput: {},
        next: 'Route',
      };
    },
  };
}
