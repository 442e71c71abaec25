import { PROBLEM_CODES } from './problem-code.js';
import type { Problem } from './problem.js';
import { locateProblems, relativeToHere, sourceFinder } from './source-line.js';
import type { SourcePosition } from './source-position.js';
import { instancesOf } from '../runtime/instances-of.js';

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
    const located = locateProblems(problems, position);
    super(explain(located, machine, position && sourceFinder(position)()));
    this.problems = located;
  }
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
  return [`${count} in ${subject}${built}`, ...problems.map(explainOne)].join('\n');
}

function explainOne({ code, severity, state, field, file, line, message, fix }: Problem): string {
  const place = [state === undefined ? undefined : `state '${state}'`, field]
    .filter((part) => part !== undefined)
    .join(', ');
  const where = [
    place === '' ? PROBLEM_CODES[code] : place,
    line === undefined || file === undefined ? '' : `(${file}:${line})`,
  ];
  return `\n  ${severity} ${code} ${where.join(' ').trim()}\n    ${message}\n    fix: ${fix}`;
}
