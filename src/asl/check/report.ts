import type { ProblemCode } from '../problem-code.js';
import type { Problem } from '../problem.js';
import type { FlowView, StateView } from './view.js';

export type Report = (problem: Problem) => void;

/** Keys from the root of the definition. */
export type Path = readonly (string | number)[];

interface Finding {
  readonly code: ProblemCode;
  readonly message: string;
  readonly fix: string;
  readonly severity?: Problem['severity'];
}

/** A problem of a whole machine or flow, or of one of its own fields. */
export function inFlow(flow: FlowView, keys: Path, { severity = 'error', ...finding }: Finding): Problem {
  const owner = flow.owner === undefined ? {} : { state: flow.owner.name };
  const field = fieldText([...flow.ownerKeys, ...keys]);
  return { ...finding, severity, ...owner, ...(field === '' ? {} : { field }), path: [...flow.path, ...keys] };
}

/** A problem of a state, or of one of its fields. */
export function inState(state: StateView, keys: Path, { severity = 'error', ...finding }: Finding): Problem {
  const field = fieldText(keys);
  return {
    ...finding,
    severity,
    state: state.name,
    ...(field === '' ? {} : { field }),
    path: [...state.path, ...keys],
  };
}

/** `Catch[0].Assign.count` */
function fieldText(keys: Path): string {
  return keys.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}
