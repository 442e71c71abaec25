import type { Asl, AslState } from './asl.js';
import { NotExpressibleError, type Dialect } from './dialect.js';
import { emitState, type Emitter } from './emit-state.js';
import type { FlowDefinition } from './flow.js';
import { SubstitutionTrapError } from './jsonata-text.js';
import { placingOf, type Placing } from './placement.js';
import type { Problem } from './problem.js';

/** The ASL of a flow. What cannot be written is reported, not thrown, so that every problem shows at once. */
export function emitFlow(flow: FlowDefinition, dialect: Dialect, problems: Problem[]): Pick<Asl, 'StartAt' | 'States'> {
  const states: Record<string, AslState> = {};
  for (const [name, state] of Object.entries(flow.states)) {
    const emitter: Emitter = {
      dialect,
      say: (field, write) => attempt(name, field, write, problems),
      flow: (inner) => ({ ...comment(inner), ...emitFlow(inner, dialect, problems) }),
      report: (problem) => problems.push({ severity: 'error', state: name, ...problem }),
    };
    states[name] = emitState(state, emitter);
  }
  problems.push(...overwrittenPlacings(flow));
  return { StartAt: flow.startAt, States: states };
}

function comment({ comment: text }: FlowDefinition): { Comment?: string } {
  return text === undefined ? {} : { Comment: text };
}

function attempt<T extends object>(state: string, field: string, write: () => T, problems: Problem[]): Partial<T> {
  try {
    return write();
  } catch (error) {
    if (error instanceof NotExpressibleError) {
      problems.push({
        code: 'SB501',
        severity: 'error',
        state,
        field,
        message: `JSONPath cannot say ${error.message}`,
        fix: `use queryLanguage: 'JSONata', or compute it in a Task`,
      });
    } else if (error instanceof SubstitutionTrapError) {
      problems.push({
        code: 'SB106',
        severity: 'error',
        state,
        field,
        message: error.message,
        fix: `write $lookup(…, 'name') with the name as a string`,
      });
    } else throw error;
    return {};
  }
}

/** Two placings under one prefix: spreading the second silently replaces states of the first. */
function overwrittenPlacings(flow: FlowDefinition): Problem[] {
  const left = new Map<Placing, number>();
  for (const state of Object.values(flow.states)) {
    const placing = placingOf(state);
    if (placing) left.set(placing, (left.get(placing) ?? 0) + 1);
  }
  return [...left]
    .filter(([placing, count]) => count < placing.size)
    .map(([placing, count]) => ({
      code: 'SB007',
      severity: 'error',
      message: `${placing.size - count} of the ${placing.size} states placed under '${placing.prefix}' were overwritten by others of the same name`,
      fix: 'give every placement a prefix of its own',
    }));
}
