import type { Call, CallOrigin } from './call.js';
import type { Problem } from './problem.js';
import type { End } from './state.js';
import { visitExpressions } from './visit-expressions.js';

interface WorkingState {
  readonly call: Call<'Task' | 'Map' | 'Parallel'>;
  readonly assign?: unknown;
  readonly output?: unknown;
  readonly next: string | End;
}

/** A state sees the result of its own call only: `price.result` in a state that calls `charge` is another's. */
export function checkResultOrigin(
  state: WorkingState,
  report: (problem: Omit<Problem, 'severity' | 'state'>) => void,
): void {
  const output = typeof state.next === 'object' ? state.next.output : undefined;
  const fields = { Assign: state.assign, Output: [state.output, output] };
  for (const [field, value] of Object.entries(fields)) {
    visitExpressions(value, {
      reference({ root, owner }) {
        if (root !== 'result' || owner === undefined || owner === state.call.origin) return;
        report({
          code: 'SB402',
          field,
          message: `reads the result of '${(owner as CallOrigin).name}', but the state calls '${state.call.origin.name}'`,
          fix: 'read a result in the state that makes the call, and keep it in a variable',
        });
      },
    });
  }
}
