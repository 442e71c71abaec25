import { PROBLEM_CODES } from './problem-code.js';
import type { Problem } from './problem.js';
import { relativeToHere, sourceFinder } from './source-line.js';
import type { SourcePosition } from './source-position.js';
import { instancesOf } from '../instances-of.js';

/** A state machine that cannot work. `problems` has everything that is wrong with it, the message says it all. */
export class WorkflowError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<WorkflowError>('WorkflowError');
  override readonly name = 'WorkflowError';
  readonly problems: readonly Problem[];

  /** @param built where the machine was built, and its name, for the message. */
  constructor(
    problems: readonly Problem[],
    built: { readonly position?: SourcePosition | undefined; readonly machine?: string | undefined } = {},
  ) {
    const { position, machine } = built;
    const find = position === undefined ? undefined : sourceFinder(position);
    const located = problems.map((problem) => ({ ...problem, ...line(problem, find) }));
    super(explain(located, machine, find?.()));
    this.problems = located;
  }
}

type Find = ReturnType<typeof sourceFinder>;

function line({ state, field }: Problem, find: Find | undefined): { readonly line?: number } {
  const found = state === undefined ? undefined : find?.(state, field);
  return found === undefined ? {} : { line: found.line };
}

function explain(
  problems: readonly Problem[],
  machine: string | undefined,
  position: SourcePosition | undefined,
): string {
  const file = position === undefined ? undefined : relativeToHere(position.file);
  const count = `${problems.length} problem${problems.length === 1 ? '' : 's'}`;
  const subject = machine === undefined ? 'the state machine' : `state machine '${machine}'`;
  const built = position === undefined ? '' : ` built at ${file}:${position.line}`;
  return [`${count} in ${subject}${built}`, ...problems.map((problem) => explainOne(problem, file))].join('\n');
}

function explainOne(
  { code, severity, state, field, line: at, message, fix }: Problem,
  file: string | undefined,
): string {
  const place = [state === undefined ? undefined : `state '${state}'`, field]
    .filter((part) => part !== undefined)
    .join(', ');
  const where = [
    place === '' ? PROBLEM_CODES[code] : place,
    at === undefined || file === undefined ? '' : `(${file}:${at})`,
  ];
  return `\n  ${severity} ${code} ${where.join(' ').trim()}\n    ${message}\n    fix: ${fix}`;
}
