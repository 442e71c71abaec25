import { STATES_ERRORS } from '../error-name.js';
import { didYouMean } from '../../runtime/nearest.js';
import { inState, type Report } from './report.js';
import { objectsIn, statesOf, type FlowView, type JsonObject, type StateView } from './view.js';

/** Retry and Catch: which errors their entries match, in which order (SB301 to SB304). */
export function checkErrorHandlers(flow: FlowView, report: Report): void {
  for (const state of statesOf(flow)) {
    for (const key of ['Retry', 'Catch']) checkList(state, key, report);
  }
}

function checkList(state: StateView, key: string, report: Report): void {
  const entries = objectsIn(state.fields[key]);
  const handled = new Map<string, number>();
  for (const [position, { index, item }] of entries.entries()) {
    const errors = namesIn(item);
    const keys = [key, index, 'ErrorEquals'];
    for (const name of errors) checkName(state, keys, name, report);
    if (errors.includes('States.ALL')) {
      if (errors.length > 1) {
        report(
          inState(state, keys, {
            code: 'SB301',
            message: 'States.ALL matches everything and must stand alone',
            fix: 'remove the other names',
          }),
        );
      }
      if (position < entries.length - 1) {
        report(
          inState(state, keys, {
            code: 'SB302',
            message: 'States.ALL matches everything, so nothing after it is ever used',
            fix: 'move it to the end of the list',
          }),
        );
      }
    }
    const shadows = errors.map((name) => shadowOf(name, handled));
    if (errors.length > 0 && shadows.every((shadow) => shadow !== undefined)) {
      report(
        inState(state, keys, {
          code: 'SB303',
          severity: 'warning',
          message: `can never match: ${key}[${shadows[0]}] has handled the error before`,
          fix: 'remove it, or move it before the more general one',
        }),
      );
    }
    for (const name of errors) if (!handled.has(name)) handled.set(name, index);
  }
}

function namesIn({ ErrorEquals }: JsonObject): readonly string[] {
  return Array.isArray(ErrorEquals) ? ErrorEquals.filter((name) => typeof name === 'string') : [];
}

function checkName(state: StateView, keys: readonly (string | number)[], name: string, report: Report): void {
  const known: readonly string[] = STATES_ERRORS;
  if (!name.startsWith('States.') || known.includes(name)) return;
  report(
    inState(state, keys, {
      code: 'SB304',
      message: `'${name}' is not an error of Step Functions, and names of your own must not begin with 'States.'`,
      fix: didYouMean(name, known, `the errors are ${known.join(', ')}`),
    }),
  );
}

/** The entry that handles an error before: by name, or by States.TaskFailed, which matches what a task throws. */
function shadowOf(name: string, handled: ReadonlyMap<string, number>): number | undefined {
  return handled.get(name) ?? (name.startsWith('States.') ? undefined : handled.get('States.TaskFailed'));
}
