import { eq, errorName, exists, gt, or, workflow } from '../../asl/index.js';
import type { CircuitConfiguration } from '../../circuit/configuration.js';
import { HISTORY_EVENTS } from '../history-events.js';
import { capitalised, type Blueprint } from '../machine/blueprint.js';
import { circuitOf, data, noChunk, type JsonPathBatchInput } from './batch-data.js';
import { closedCircuit } from './circuit-states.js';
import { lambdaTroubles } from './lambda-troubles.js';
import type { Part } from './part.js';

/** What a continuation of the JSONata machine has and this machine would lose. */
interface Continuation {
  readonly waiting?: unknown;
  readonly circuits?: unknown;
  readonly failures?: unknown;
}

/**
 * `Start` to `Begin`: the input with its defaults (and the loaded items, where there are none) becomes the data.
 *
 * @param tiers everybody who may serve, and `rejected`
 */
export function startStates({ circuit, targetNames, first, loadItems }: Blueprint, tiers: readonly string[]): Part {
  const { input } = workflow<{ input: JsonPathBatchInput & Continuation }>();
  const { input: merged } = workflow<{ input: { given: JsonPathBatchInput } }>();
  const name = capitalised(first);
  const defaults = { items: [], state: 'CLOSED', failure_count: 0 };
  const state = circuitOf(first).state;
  return {
    states: {
      Start: {
        type: 'Choice',
        choices: [
          {
            condition: or(exists(input.waiting), exists(input.circuits), exists(input.failures)),
            next: 'Unsupported input',
          },
        ],
        default: 'Defaults',
      },
      'Unsupported input': {
        type: 'Fail',
        error: errorName('Stepbreaker.UnsupportedInput'),
        cause:
          'The JSONPath rendering of the circuit breaker takes items, state and failure_count. Give a continuation (waiting, circuits, failures) to the JSONata machine.',
      },
      'Too many items': {
        type: 'Fail',
        error: errorName('Stepbreaker.TooManyItems'),
        cause: `One execution has room for the history of ${mostItems(circuit)} items at best, and the JSONPath rendering cannot hand over to another. Start it with fewer items, or use the JSONata machine.`,
      },
      Defaults: {
        type: 'Raw',
        asl: { Type: 'Pass', Parameters: { 'given.$': '$', defaults } },
        next: loadItems ? 'Has items' : 'Merge',
      },
      ...(loadItems && {
        'Has items': {
          type: 'Choice',
          choices: [{ condition: exists(merged.given.items), next: 'Merge' }],
          default: 'Load items',
        },
        'Load items': {
          type: 'Task',
          comment: 'Lists the items, since the input has none: they take the place of the default',
          call: loadItems,
          retry: [lambdaTroubles],
          output: {},
          next: 'Merge',
        },
      }),
      Merge: {
        type: 'Raw',
        asl: { Type: 'Pass', Parameters: { 'given.$': 'States.JsonMerge($.defaults, $.given, false)' } },
        next: 'Prepare',
      },
      Prepare: {
        type: 'Raw',
        comment: 'The queue and the circuits: from here on the data',
        asl: {
          Type: 'Pass',
          Parameters: {
            'total.$': 'States.ArrayLength($.given.items)',
            'pages.$': `States.ArrayPartition($.given.items, ${circuit.chunkSize})`,
            items: [],
            retry: [],
            hop: [],
            refused: [],
            tries: 0,
            chunk: noChunk,
            circuits: {
              ...Object.fromEntries(targetNames.map((each) => [each, closedCircuit(circuit)])),
              [first]: {
                'state.$': '$.given.state',
                'failures.$': '$.given.failure_count',
                openings: 0,
                resetSeconds: circuit.resetTimerSeconds,
              },
            },
            served: Object.fromEntries(tiers.map((tier) => [tier, 0])),
          },
        },
        next: 'Begin',
      },
      Begin: {
        type: 'Choice',
        choices: [
          { condition: gt(data.total, mostItems(circuit)), next: 'Too many items' },
          { condition: eq(state, 'OPEN'), next: `${name} opened` },
          { condition: or(eq(state, 'CLOSED'), eq(state, 'HALF_OPEN')), next: `${name} route` },
        ],
        default: `${name} taken for closed`,
      },
      [`${name} taken for closed`]: {
        type: 'Raw',
        comment: 'A state that is none of the three',
        asl: { Type: 'Pass', Result: 'CLOSED', ResultPath: `$.circuits.${first}.state` },
        next: `${name} route`,
      },
    },
    dataFlow: {
      'Load items': {
        ResultSelector: { state: 'CLOSED', failure_count: 0, 'items.$': '$.Payload.items' },
        ResultPath: '$.defaults',
      },
    },
  };
}

/** A chunk of n healthy items takes a call's events n times, and those of a Map, a Pass and a Choice. */
const mostItems = ({ chunkSize }: CircuitConfiguration): number =>
  Math.floor((24_000 * chunkSize) / (HISTORY_EVENTS.call * chunkSize + 8));
