import { and, eq, gt, gte, lt, not, or, type ChoiceRule, type Expression } from '../../asl/index.js';
import { capitalised, type Blueprint } from '../machine/blueprint.js';
import type { Target } from '../target.js';
import { any, carried, circuitOf, data, noChunk } from './batch-data.js';
import type { Part } from './part.js';

type Rule = ChoiceRule<string, Readonly<Record<string, unknown>>>;
const rule = (condition: Expression<boolean>, next: string): Rule => ({ condition, next });

/**
 * `… route` decides for a target, rules in order of precedence: what the last chunk says about the circuit, what is to be
 * set aside, when the target is done with, and what comes next. Only the first target waits for its probe: where another
 * one opens, its work moves on at once.
 */
export function routeStates({ circuit, first }: Blueprint, target: Target<unknown>, following: string): Part {
  const name = capitalised(target.name);
  const own = circuitOf(target.name);
  const { chunk, pages, retry, hop, refused, tries } = data;
  const waits = target.name === first;
  const closed = eq(own.state, 'CLOSED');
  const open = eq(own.state, 'OPEN');
  const noPage = not(any(pages));
  const failed = or(any(chunk.counted), any(chunk.exhausted), any(chunk.transient), any(chunk.hop), any(chunk.refused));
  const recovered = and(any(chunk.served), not(any(chunk.counted)), gt(own.failures, 0));
  const tripped = and(closed, any(chunk.counted), gte(own.failures, circuit.failureThreshold));
  return {
    states: {
      [`${name} route`]: {
        type: 'Choice',
        choices: [
          rule(any(chunk.fatal), 'Misconfigured'),
          rule(and(closed, any(chunk.exhausted)), `${name} exhausted`),
          rule(tripped, `${name} opened`),
          rule(recovered, `${name} recovered`),
          rule(failed, `${name} set aside`),
          rule(waits ? gt(own.openings, circuit.maxOpenings) : open, `${name} give way`),
          rule(and(noPage, any(retry), lt(tries, circuit.maxTries - 1)), `${name} next round`),
          rule(and(noPage, not(any(retry)), not(any(hop)), not(any(refused))), 'Done'),
          rule(noPage, `${name} give way`),
          ...(waits
            ? [
                rule(gt(own.resetSeconds, circuit.maxResetSeconds), `${name} longest reset`),
                rule(open, `${name} cooldown`),
                rule(eq(own.state, 'HALF_OPEN'), `${name} line up`),
              ]
            : []),
        ],
        default: `${name} chunk`,
      },
      ...handOver(circuit.chunkSize, name, following),
    },
  };
}

/** `… next round` for items that may try again, and `… give way`, which leaves all items to the next target. */
function handOver(chunkSize: number, name: string, following: string): Part['states'] {
  return {
    [`${name} next round`]: {
      type: 'Raw',
      asl: {
        Type: 'Pass',
        Parameters: carried({
          'pages.$': `States.ArrayPartition($.retry[*][*], ${chunkSize})`,
          retry: [],
          'tries.$': 'States.MathAdd($.tries, 1)',
        }),
      },
      next: `${name} route`,
    },
    [`${name} give way`]: {
      type: 'Raw',
      asl: {
        Type: 'Pass',
        Parameters: carried({
          pages: [],
          retry: [],
          'hop.$': 'States.Array($.hop[*][*], $.pages[*][*], $.retry[*][*])',
          chunk: noChunk,
        }),
      },
      next: following,
    },
  };
}

/** `… takes over`: what the targets before could not serve is this one's first round. */
export function takeOverState({ circuit }: Blueprint, target: Target<unknown>): Part {
  const name = capitalised(target.name);
  return {
    states: {
      [`${name} takes over`]: {
        type: 'Raw',
        asl: {
          Type: 'Pass',
          Parameters: carried({
            'pages.$': `States.ArrayPartition($.hop[*][*], ${circuit.chunkSize})`,
            hop: [],
            tries: 0,
          }),
        },
        next: `${name} route`,
      },
    },
  };
}
