import { inFlow, inState, type Report } from './report.js';
import { meantState, statesOf, targetOf, type FlowView, type StateView } from './view.js';

/** Types whose states need no `Next`. */
const ENDS = new Set(['Succeed', 'Fail']);

/** Every state leads somewhere, is led to, and has a way to the end (SB001, SB002, SB003, SB006). */
export function checkGraph(flow: FlowView, report: Report): void {
  checkTargets(flow, report);
  if (flow.states.size === 0) return;
  const start = flow.startAt === undefined ? undefined : targetOf(flow, flow.startAt);
  const reached = reach(start === undefined ? [] : [start], (state) => nextStates(flow, state));
  if (start !== undefined) checkReached(flow, reached, report);
  checkEnds(flow, reached, report);
}

function checkTargets(flow: FlowView, report: Report): void {
  const names = [...flow.states.keys()];
  const hint = (to: string) => {
    const meant = meantState(flow, to);
    return meant === undefined ? `states are ${listed(names)}` : `did you mean '${meant}'?`;
  };
  if (flow.startAt !== undefined && !flow.states.has(flow.startAt)) {
    report(
      inFlow(flow, ['StartAt'], {
        code: 'SB001',
        message: `StartAt names '${flow.startAt}', which is not a state`,
        fix: hint(flow.startAt),
      }),
    );
  }
  for (const state of statesOf(flow)) {
    for (const { to, keys } of state.transitions) {
      if (!flow.states.has(to)) {
        report(
          inState(state, keys, {
            code: 'SB001',
            message: `leads to '${to}', which is not a state of this flow`,
            fix: hint(to),
          }),
        );
      }
    }
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `'${name}'`);
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}

function checkReached(flow: FlowView, reached: ReadonlySet<StateView>, report: Report): void {
  const lost = statesOf(flow).filter((state) => !reached.has(state));
  const before = statesBefore(flow, lost);
  for (const state of lost) {
    const from = (before.get(state) ?? []).filter((other) => other !== state);
    report(
      inState(state, [], {
        code: 'SB002',
        message:
          from.length === 0
            ? 'is unreachable: nothing leads to it'
            : `is unreachable: only ${listed(from.map(({ name }) => name))} leads to it, and the start does not lead there`,
        fix: 'name it in a Next, Default, Choices or Catch of a state that is reached, or remove it',
      }),
    );
  }
}

function checkEnds(flow: FlowView, reached: ReadonlySet<StateView>, report: Report): void {
  const states = statesOf(flow);
  for (const state of states) {
    if (state.type !== undefined && hasNoWayOn(state)) {
      report(
        inState(state, [], {
          code: 'SB003',
          message: 'leads nowhere: it has neither Next nor End',
          fix: 'give it a Next, or End: true',
        }),
      );
    }
  }
  const stops = states.filter((state) => mayStop(flow, state));
  if (stops.length === 0) {
    report(
      inFlow(flow, [], {
        code: 'SB003',
        message: 'no state ends the execution',
        fix: 'end a path with End: true, a Succeed or a Fail',
      }),
    );
    return;
  }
  const before = statesBefore(flow, states);
  const canStop = reach(stops, (state) => before.get(state) ?? []);
  const stuck = states.filter((state) => reached.has(state) && !canStop.has(state));
  for (const state of stuck) {
    report(
      inState(state, [], {
        code: 'SB006',
        message: `is in a loop that can never end: ${stuck
          .slice(0, 6)
          .map(({ name }) => name)
          .join(', ')}${stuck.length > 6 ? ', …' : ''} lead only to each other`,
        fix: 'give the loop a way out: a Choice, a Catch, or an end',
      }),
    );
  }
}

/** Which of the states lead to a state. */
function statesBefore(flow: FlowView, states: readonly StateView[]): ReadonlyMap<StateView, readonly StateView[]> {
  const before = new Map<StateView, StateView[]>();
  for (const state of states) {
    for (const next of nextStates(flow, state)) {
      const list = before.get(next);
      if (list) list.push(state);
      else before.set(next, [state]);
    }
  }
  return before;
}

function hasNoWayOn({ type, fields }: StateView): boolean {
  return !ENDS.has(type ?? '') && type !== 'Choice' && fields.Next === undefined && fields.End !== true;
}

/** A state with a transition into the void has been reported already: it may have been meant to end. */
function mayStop(flow: FlowView, state: StateView): boolean {
  return (
    ENDS.has(state.type ?? '') ||
    state.fields.End === true ||
    state.type === undefined ||
    hasNoWayOn(state) ||
    state.transitions.some(({ to }) => targetOf(flow, to) === undefined)
  );
}

function nextStates(flow: FlowView, state: StateView): readonly StateView[] {
  return state.transitions.flatMap(({ to }) => targetOf(flow, to) ?? []);
}

function reach(from: readonly StateView[], next: (state: StateView) => readonly StateView[]): ReadonlySet<StateView> {
  const seen = new Set(from);
  for (const state of seen) for (const following of next(state)) seen.add(following);
  return seen;
}
