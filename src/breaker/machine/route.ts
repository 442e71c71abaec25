import type { ChoiceRule } from '../../asl/index.js';
import { circuitVariable, halfOpenExpression, probeDueExpression } from '../circuit-record.js';
import {
  knownExpression,
  sharedProbeDueExpression,
  sharedProbeLaterExpression,
} from '../shared/shared-circuit-expression.js';
import { slowVariable } from '../shared/shared-chunk.js';
import { capitalised, type Blueprint, type States } from './blueprint.js';
import { jsonataText, jsonataTexts } from './jsonata-text.js';

type Rule = ChoiceRule<string, Readonly<Record<string, unknown>>>;

const rule = (condition: string, next: string, assign?: Readonly<Record<string, unknown>>): Rule => ({
  condition: jsonataText(condition),
  ...(assign && { assign }),
  next,
});

/**
 * `Route`: the one place that decides. Its rules stand in order of precedence: what stops the batch, what is to be
 * announced, the end, the hand-over, then for each target in turn a probe that is due or a chunk while CLOSED, and the
 * last resort. A rule that gives out work moves it from the queue into `chunk`.
 */
export function routeState(blueprint: Blueprint): States {
  const { circuit, first, targetNames, queue, sharedCircuits, circuitTable } = blueprint;
  const mirrored = !sharedCircuits && circuitTable !== undefined;
  const unannounced = targetNames.map(
    (t) =>
      `($${circuitVariable(t)}.state != $${circuitVariable(t)}.announced${sharedCircuits ? ` and ${knownExpression(t)}` : ''})`,
  );
  const shown = targetNames.map((t) => `$${circuitVariable(t)}.announced != 'CLOSED'`);
  const ownProbeRule = (t: string, index: number): Rule =>
    rule(`(${probeDueExpression(t)}) and (${queue.hasWork(index)})`, `${capitalised(t)} probe`, {
      ...jsonataTexts(queue.takeOne(index)),
      [circuitVariable(t)]: jsonataText(halfOpenExpression(t)),
    });
  // The item is taken only by who gets the probe.
  const sharedProbeRules = (t: string, index: number): Rule[] => [
    ...(t === first ? [rule(`$probeNow and ${sharedProbeLaterExpression(t)}`, `${capitalised(t)} probe now`)] : []),
    rule(`${sharedProbeDueExpression(t)} and (${queue.hasWork(index)})`, `${capitalised(t)} take probe`),
  ];
  const stop = rule(`$fault != 'none'`, 'Misconfigured');
  const rules: Rule[] = [
    ...(circuit.maxRefusalsInARow === undefined
      ? []
      : [rule(`$refusals >= ${circuit.maxRefusalsInARow}`, 'Poisoned batch')]),
    ...(sharedCircuits && circuit.slowCallMs !== undefined
      ? targetNames.map((t) => rule(`$count($${slowVariable(t)}) > 0`, `${capitalised(t)} slow calls`))
      : []),
    rule(unannounced.join(' or '), mirrored ? 'Show circuits' : 'Announce'),
    ...(mirrored ? [rule(`$not(${queue.hasAnyWork}) and (${shown.join(' or ')})`, 'Take circuits down')] : []),
    rule(`$not(${queue.hasAnyWork})`, 'Done'),
    rule(`$events > ${circuit.maxHistoryEvents}`, 'Continue'),
    ...targetNames.flatMap((t, index) => [
      ...(sharedCircuits ? sharedProbeRules(t, index) : [ownProbeRule(t, index)]),
      rule(
        `$${circuitVariable(t)}.state = 'CLOSED' and (${queue.hasWork(index)})`,
        `${capitalised(t)} chunk`,
        jsonataTexts(queue.takeChunk(index)),
      ),
    ]),
  ];
  const lastResort = targetNames.length;
  return {
    Route: {
      type: 'Choice',
      comment: 'Decides what comes next and takes its items from the queue',
      // Every assignment stands in a rule: what AWS does with a Choice's own Assign when a rule matches is not settled.
      choices: [
        stop,
        ...(sharedCircuits ? [rule('$unavailable', 'Store unavailable')] : []),
        ...rules,
        rule(queue.hasWork(lastResort), 'Last resort', jsonataTexts(queue.takeChunk(lastResort))),
      ],
      default: circuit.whileOpen === 'wait' ? 'Cooldown' : 'Done',
    },
  };
}
