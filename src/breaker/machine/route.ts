import type { ChoiceRule } from '../../asl/index.js';
import { circuitVariable, halfOpenExpression, probeDueExpression } from '../circuit-record.js';
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
export function routeState({ circuit, targetNames, queue }: Blueprint): States {
  const unannounced = targetNames.map((t) => `$${circuitVariable(t)}.state != $${circuitVariable(t)}.announced`);
  const stop = rule(`$fault != 'none'`, 'Misconfigured');
  const rules: Rule[] = [
    ...(circuit.maxRefusalsInARow === undefined
      ? []
      : [rule(`$refusals >= ${circuit.maxRefusalsInARow}`, 'Poisoned batch')]),
    rule(unannounced.join(' or '), 'Announce'),
    rule(`$not(${queue.hasAnyWork})`, 'Done'),
    rule(`$events > ${circuit.maxHistoryEvents}`, 'Continue'),
    ...targetNames.flatMap((t, index) => [
      rule(`(${probeDueExpression(t)}) and (${queue.hasWork(index)})`, `${capitalised(t)} probe`, {
        ...jsonataTexts(queue.takeOne(index)),
        [circuitVariable(t)]: jsonataText(halfOpenExpression(t)),
      }),
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
        ...rules,
        rule(queue.hasWork(lastResort), 'Last resort', jsonataTexts(queue.takeChunk(lastResort))),
      ],
      default: circuit.whileOpen === 'wait' ? 'Cooldown' : 'Done',
    },
  };
}
