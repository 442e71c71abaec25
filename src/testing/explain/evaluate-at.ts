import { reasonOf } from '../reason.js';
import { createEngine, manualClock } from '../../engine/index.js';
import type { JsonObject } from '../json-object.js';
import type { Run } from '../run/run.js';
import { variablesAt } from '../run/variables.js';
import type { Visit } from '../run/visit.js';

/** What an expression gave, or why it gave nothing. */
export type Evaluated = { readonly value: unknown } | { readonly problem: string };

/** Where a state that is asked may go; names that no machine has. */
export const YES = '✓ yes';
export const NO = '✗ no';
const BEFORE = '… before';

/**
 * Runs one state as one visit to it ran: with its input, its variables and its time. The engine itself answers, so that
 * an explanation cannot say anything else than what happened.
 *
 * @param fields the state without `End` and `Next`; it may go to {@link YES} and {@link NO}
 */
export function runStateAt(
  run: Run,
  visit: Visit,
  fields: JsonObject,
): { readonly taken: string | undefined } & Evaluated {
  const variables = variablesAt(visit);
  const clock = manualClock({ startAt: run.record.startedAt.getTime() + visit.at });
  const engine = createEngine({ clock });
  const definition = {
    QueryLanguage: 'JSONPath',
    StartAt: BEFORE,
    States: {
      [BEFORE]: {
        Type: 'Pass',
        Result: visit.input,
        Next: visit.state,
        ...(Object.keys(variables).length === 0 ? {} : { Assign: variables }),
      },
      [visit.state]: fields,
      [YES]: { Type: 'Pass', End: true },
      [NO]: { Type: 'Pass', End: true },
    },
  };
  try {
    const { stateMachineArn } = engine.createStateMachine({ name: 'explanation', definition });
    const execution = engine.startExecution({ stateMachineArn, name: 'explanation', input: run.record.input });
    const last = execution.history().findLast(({ type }) => type === 'PassStateExited')?.stateExitedEventDetails?.[
      'name'
    ];
    const taken = last === YES || last === NO ? last : undefined;
    if (execution.status === 'SUCCEEDED') return { taken, value: execution.output };
    return { taken, problem: execution.cause ?? execution.error ?? execution.status };
  } catch (error) {
    return { taken: undefined, problem: reasonOf(error) };
  }
}

/** The value that a JSONata expression, without its `{% %}`, has at a visit. */
export function evaluateJsonataAt(run: Run, visit: Visit, expression: string): Evaluated {
  const fields = { Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${expression} %}`, End: true };
  return runStateAt(run, visit, fields);
}

/** The value that a path, or an intrinsic function, has at a visit. */
export function evaluatePathAt(run: Run, visit: Visit, path: string, inputPath: unknown): Evaluated {
  const fields = {
    Type: 'Pass',
    QueryLanguage: 'JSONPath',
    Parameters: { 'value.$': path },
    OutputPath: '$.value',
    End: true,
    ...(inputPath === undefined ? {} : { InputPath: inputPath }),
  };
  return runStateAt(run, visit, fields);
}
