import { circuitVariable } from '../circuit-record.js';
import { capitalised, type Blueprint, type States } from './blueprint.js';
import type { CircuitScope } from './circuit-scope.js';
import { jsonataTexts } from './jsonata-text.js';
import { rule, type Rule } from './rule.js';

/**
 * `Route`: the one place that decides. Its rules are in order of precedence: what stops the batch, what is to be
 * announced, the end, the hand-over, then for each target in turn a probe that is due or a chunk while CLOSED, and the
 * last resort. A rule that gives out work moves it from the queue into `chunk`.
 */
export function routeState({ circuit, targetNames, queue }: Blueprint, scope: CircuitScope): States {
  const stop = rule(`$fault != 'none'`, 'Misconfigured');
  const rules: Rule[] = [
    ...(circuit.maxRefusalsInARow === undefined
      ? []
      : [rule(`$refusals >= ${circuit.maxRefusalsInARow}`, 'Poisoned batch')]),
    ...scope.rules,
    rule(`$not(${queue.hasAnyWork})`, 'Done'),
    rule(`$events > ${circuit.maxHistoryEvents}`, 'Continue'),
    ...targetNames.flatMap((t, index) => [
      ...scope.probeRules(t),
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
      // Every assignment is in a rule: what AWS does with a Choice's own Assign when a rule matches is not settled.
      choices: [
        stop,
        ...rules,
        rule(queue.hasWork(lastResort), 'Last resort', jsonataTexts(queue.takeChunk(lastResort))),
      ],
      default: circuit.whileOpen === 'wait' ? 'Cooldown' : 'Done',
    },
  };
}
