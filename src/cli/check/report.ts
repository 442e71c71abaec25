import type { Problem } from '../../asl/index.js';
import type { Paint } from '../terminal-style.js';
import type { SecondOpinion } from './second-opinion.js';

/** A problem, and the machine it is in when the file is a module with several. */
export interface FileProblem extends Problem {
  readonly machine?: string | undefined;
}

/** What was found in one file. */
export interface FileReport {
  readonly file: string;
  /** The file could not be read, and this is why. */
  readonly unreadable?: string;
  readonly problems: readonly FileProblem[];
  /** What asl-validator says. */
  readonly secondOpinion: readonly SecondOpinion[];
}

/** For people: a problem a paragraph, and what it comes to. */
export function reportText(reports: readonly FileReport[], paint: Paint): string {
  return [...reports.map((report) => fileText(report, paint)), summary(reports, paint)].join('\n');
}

function fileText({ file, unreadable, problems, secondOpinion }: FileReport, paint: Paint): string {
  if (unreadable !== undefined) return `${paint('red', 'unreadable')} ${unreadable}\n`;
  const clean = problems.length === 0 ? [`${paint('green', 'ok')} ${file}\n`] : [];
  return [
    ...clean,
    ...problems.map((problem) => problemText(file, problem, paint)),
    ...secondOpinion.map(({ machine, code, message }) => {
      const where = machine === undefined ? file : `${file}: machine '${machine}'`;
      return `${paint('dim', `${where}: asl-validator (second opinion) ${code}: ${message}`)}\n`;
    }),
  ].join('\n');
}

function problemText(checked: string, problem: FileProblem, paint: Paint): string {
  const { code, severity, machine, state, field, file = checked, line, message, fix } = problem;
  const place = line === undefined ? file : `${file}:${line}`;
  const named = (kind: string, name: string | undefined) => (name === undefined ? [] : [`${kind} '${name}'`]);
  const where = [...named('machine', machine), ...named('state', state), field]
    .filter((part) => part !== undefined)
    .join(', ');
  const head = `${paint('bold', place)} ${paint(severity === 'error' ? 'red' : 'yellow', `${severity} ${code}`)} ${where}`;
  return `${head.trimEnd()}\n    ${message}\n    ${paint('dim', 'fix:')} ${fix}\n`;
}

function summary(reports: readonly FileReport[], paint: Paint): string {
  const { errors, warnings } = totals(reports);
  const unreadable = reports.filter((report) => report.unreadable !== undefined).length;
  const parts = [
    counted(errors, 'error'),
    counted(warnings, 'warning'),
    ...(unreadable > 0 ? [`${unreadable} unreadable`] : []),
  ];
  return paint(errors + unreadable > 0 ? 'red' : 'green', `${parts.join(', ')} in ${counted(reports.length, 'file')}`);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** For programs. */
export function reportJson(reports: readonly FileReport[]): string {
  return JSON.stringify({ ...totals(reports), files: reports }, undefined, 2);
}

export function totals(reports: readonly FileReport[]): { readonly errors: number; readonly warnings: number } {
  const severities = reports.flatMap(({ problems }) => problems.map(({ severity }) => severity));
  const errors = severities.filter((severity) => severity === 'error').length;
  return { errors, warnings: severities.length - errors };
}
