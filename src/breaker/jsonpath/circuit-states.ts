import { at } from '../../asl/index.js';
import type { CircuitConfiguration } from '../../circuit/configuration.js';
import { errorClassesWith } from '../../circuit/error-classification.js';
import { capitalised, type Blueprint } from '../machine/blueprint.js';
import type { Target } from '../target.js';
import {
  carried,
  carriedEntries,
  circuitOf,
  data,
  servedBy,
  type CountingCircuit,
  type PayloadTemplate,
} from './batch-data.js';
import { catchersByClass } from './caught-errors.js';
import type { Part } from './part.js';

export const closedCircuit = ({ resetTimerSeconds }: CircuitConfiguration): CountingCircuit => ({
  state: 'CLOSED',
  failures: 0,
  openings: 0,
  resetSeconds: resetTimerSeconds,
});

/** `… opened`, by the count of failures, and `… exhausted`, by a quota, which does not come back soon. */
export function openStates({ circuit }: Blueprint, target: Target<unknown>): Part {
  const name = capitalised(target.name);
  const opened = (resetSeconds: number): CountingCircuit => ({ state: 'OPEN', failures: 0, openings: 1, resetSeconds });
  const open = (resetSeconds: number) =>
    ({
      type: 'Raw',
      asl: { Type: 'Pass', Result: opened(resetSeconds), ResultPath: `$.circuits.${target.name}` },
      next: `${name} route`,
    }) as const;
  return {
    states: {
      [`${name} opened`]: open(circuit.resetTimerSeconds),
      [`${name} exhausted`]: open(circuit.maxResetSeconds),
    },
  };
}

/**
 * The first target's way back: `… cooldown`, `… half-open`, `… line up`, `… probe` and a state for each of its verdicts.
 *
 * A counted failure puts the probing item last, at no cost, so that one bad item cannot keep the circuit open. Any other
 * error sets its item aside as a chunk would; the next item probes.
 */
export function recoveryStates(
  { circuit, targetNames }: Blueprint,
  target: Target<unknown>,
  tiers: readonly string[],
): Part {
  const name = capitalised(target.name);
  const own = `$.circuits.${target.name}`;
  const verdict = (changes: PayloadTemplate) =>
    ({
      type: 'Raw',
      asl: { Type: 'Pass', Parameters: carried({ items: [], ...changes }) },
      next: `${name} route`,
    }) as const;
  const become = (record: PayloadTemplate) => ({
    circuits: carriedEntries('circuits', targetNames, target.name, { [target.name]: record }),
  });
  const others = { 'pages.$': `States.ArrayPartition($.items[1:], ${circuit.chunkSize})` };
  const reopened = (resetSeconds: PayloadTemplate) =>
    verdict({
      'pages.$': 'States.Array($.items[1:], $.items[0:1])',
      ...become({ state: 'OPEN', failures: 0, 'openings.$': `States.MathAdd(${own}.openings, 1)`, ...resetSeconds }),
    });
  const setAside = (list: 'retry' | 'hop' | 'refused') =>
    verdict({ ...others, [`${list}.$`]: `States.Array($.${list}[*][*], $.items[0:1])` });
  return {
    states: {
      [`${name} longest reset`]: {
        type: 'Raw',
        asl: { Type: 'Pass', Result: circuit.maxResetSeconds, ResultPath: `${own}.resetSeconds` },
        next: `${name} route`,
      },
      [`${name} cooldown`]: {
        type: 'Wait',
        comment: 'OPEN: nobody calls until the reset timer has run',
        seconds: circuitOf(target.name).resetSeconds,
        next: `${name} half-open`,
      },
      [`${name} half-open`]: {
        type: 'Raw',
        comment: 'Should the probe fail, the next reset takes twice as long',
        asl: {
          Type: 'Pass',
          Parameters: {
            state: 'HALF_OPEN',
            failures: 0,
            'openings.$': `${own}.openings`,
            'resetSeconds.$': `States.MathAdd(${own}.resetSeconds, ${own}.resetSeconds)`,
          },
          ResultPath: own,
        },
        next: `${name} route`,
      },
      [`${name} line up`]: {
        type: 'Raw',
        comment: 'One list, whose first item probes',
        asl: { Type: 'Pass', Parameters: carried({ pages: [], 'items.$': '$.pages[*][*]' }) },
        next: `${name} probe`,
      },
      [`${name} probe`]: {
        type: 'Task',
        comment: `HALF_OPEN: one call to ${target.name}, never repeated`,
        call: target.call(at(data.items, 0), true),
        timeoutSeconds: circuit.probeTimeoutSeconds,
        catch: catchersByClass(errorClassesWith(circuit.errors), (kind) =>
          kind === 'fatal' ? 'Misconfigured' : `${name} probe ${kind}`,
        ),
        output: { value: target.result },
        next: `${name} probe served`,
      },
      [`${name} probe served`]: verdict({
        ...others,
        ...become({ ...closedCircuit(circuit) }),
        served: carriedEntries('served', tiers, target.name, {
          [`${target.name}.$`]: `States.MathAdd($.served.${target.name}, 1)`,
        }),
      }),
      [`${name} probe counted`]: reopened({ 'resetSeconds.$': `${own}.resetSeconds` }),
      [`${name} probe exhausted`]: reopened({ resetSeconds: circuit.maxResetSeconds }),
      [`${name} probe transient`]: setAside('retry'),
      [`${name} probe hop`]: setAside('hop'),
      [`${name} probe refused`]: setAside('refused'),
    },
    dataFlow: { [`${name} probe`]: { ResultPath: `$.${servedBy(target.name)}` } },
  };
}
