import { brief, isObject } from '../json-object.js';
import type { Run } from '../run/run.js';
import { addressOf, retriesOf, type Failure, type Visit } from '../run/visit.js';
import { explainChoice } from './choice-rules.js';

/** What went through a state: its input, arguments, result or error, output and variables; for a Choice, its rules. */
export function stateText(run: Run, visit: Visit): string {
  const retries = retriesOf(visit);
  const times = retries === 0 ? '' : `, attempt ${retries + 1}`;
  const rows = rowsOf(run, visit).map(([label, text]) => `  ${label.padEnd(10)} ${text}`);
  return [`${addressOf(visit)} (${visit.type}${times}):`, ...rows].join('\n');
}

function rowsOf(run: Run, visit: Visit): readonly (readonly [label: string, text: string])[] {
  const { input, output, assigned, leftAt, failure, attempts, type, state } = visit;
  const last = attempts.at(-1);
  const entry = run.states.get(state);
  const rules = type === 'Choice' && entry !== undefined ? explainChoice(run, visit, entry) : [];
  return [
    ['input', brief(input)],
    ...(type === 'Task' && last !== undefined ? [['arguments', brief(last.arguments)] as const] : []),
    ...(last !== undefined && 'result' in last ? [['result', brief(last.result)] as const] : []),
    ...(failure === undefined ? [] : [['error', failureText(failure)] as const]),
    ...rules.map((line, index) => [index === 0 ? 'rules' : '', line] as const),
    ...(leftAt === undefined ? [] : [['output', brief(output)] as const]),
    ...(isObject(assigned) ? [['assigned', brief(assigned)] as const] : []),
  ];
}

export function failureText({
  error,
  cause,
}: { readonly error?: string | undefined; readonly cause?: string | undefined } | Failure): string {
  const name = error ?? '(no error name)';
  return cause === undefined || cause === '' ? name : `${name}: ${cause}`;
}

/** The state in which it was decided how the execution ended: the one that failed, or the last one. */
export function decisiveVisit(run: Run): Visit | undefined {
  const { visits } = run;
  const failed = visits.filter(({ leftAt, failure }) => leftAt === undefined && failure !== undefined);
  return failed.findLast(({ frames }) => frames.length === 0) ?? failed.at(-1) ?? run.root.visits.at(-1);
}
