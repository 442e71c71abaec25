import type { Problem } from '../problem.js';
import { checkAsl } from './check-asl.js';

type States = Readonly<Record<string, object>>;

/** A JSONata machine that starts at its first state. */
export function jsonataMachine(states: States): object {
  return { QueryLanguage: 'JSONata', ...jsonPathMachine(states) };
}

/** A JSONPath machine that starts at its first state. */
export function jsonPathMachine(states: States): object {
  return { StartAt: Object.keys(states)[0], States: states };
}

/** `SB001 State.Field` of every problem: what tests compare. */
export function found(definition: unknown): string[] {
  return checkAsl(definition).map(({ code, state, field }: Problem) =>
    [code, [state, field].filter(Boolean).join('.')].join(' ').trim(),
  );
}

export const end = { Type: 'Succeed' };
export const lambda = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
