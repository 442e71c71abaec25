import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from './problem.js';
import type { SourcePosition } from './source-position.js';

/**
 * Finds the lines of states in the source that built a machine: called with nothing it gives where `machine()` was
 * called, called with a state (and a field) where that is written, or the call's position when it is not found there.
 * The file is read when it is first needed: positions matter only when something is wrong.
 */
export function sourceFinder(compiled: SourcePosition): (state?: string, field?: string) => SourcePosition {
  const call = originalPosition(compiled);
  let lines: readonly string[] | undefined;
  const lineOf = (key: string, from: number, to: number) => {
    lines ??= existsSync(call.file) ? readFileSync(call.file, 'utf8').split('\n') : [];
    const pattern = keyPattern(key);
    for (let index = from; index < Math.min(to, lines.length); index++)
      if (pattern.test(lines[index] ?? '')) return index;
    return undefined;
  };
  return (state, field) => {
    if (state === undefined) return call;
    const found = lineOf(state, call.line - 1, Infinity);
    if (found === undefined) return call;
    const inside = field === undefined ? undefined : lineOf(writtenKey(field), found, found + FIELD_LINES);
    return { file: call.file, line: (inside ?? found) + 1, column: 1 };
  };
}

/** The problems with file and line of the states they are about. `built` is where the machine was built, where that is known. */
export function locateProblems(problems: readonly Problem[], built: SourcePosition | undefined): readonly Problem[] {
  if (built === undefined) return problems;
  const find = sourceFinder(built);
  return problems.map((problem) => {
    if (problem.state === undefined) return problem;
    const { file, line } = find(problem.state, problem.field);
    return { ...problem, file: relativeToHere(file), line };
  });
}

/** A state is seldom longer than this; beyond it the field found may be another state's. */
const FIELD_LINES = 20;

/** `Catch[0].Assign.count` is written `count:`, `TimeoutSeconds` is written `timeoutSeconds:`. */
function writtenKey(field: string): string {
  const last = field.split(/[.[\]]/).findLast((part) => part !== '' && !/^\d+$/.test(part)) ?? field;
  return last[0]?.toLowerCase() + last.slice(1);
}

function keyPattern(key: string): RegExp {
  const text = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(^|[\\s{,])(['"\`]?)${text}\\2\\s*:`);
}

/** JavaScript that was compiled says in a source map which line it was. */
function originalPosition(compiled: SourcePosition): SourcePosition {
  const map = readSourceMap(compiled.file);
  const entry = map?.findEntry(compiled.line - 1, compiled.column - 1);
  if (!entry || !('originalSource' in entry)) return compiled;
  const { originalSource } = entry;
  const file = originalSource.startsWith('file:')
    ? fileURLToPath(originalSource)
    : resolve(dirname(compiled.file), originalSource);
  return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

function readSourceMap(file: string): SourceMap | undefined {
  try {
    const url = /\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(readFileSync(file, 'utf8'))?.[1];
    if (url === undefined) return undefined;
    const inline = /^data:application\/json[^,]*;base64,(.*)$/.exec(url)?.[1];
    const text =
      inline === undefined
        ? readFileSync(resolve(dirname(file), url), 'utf8')
        : Buffer.from(inline, 'base64').toString();
    return new SourceMap(JSON.parse(text));
  } catch {
    // A file that is not there, or a map that is not one: the compiled position is then the best there is.
    return undefined;
  }
}

/** A path as people type it: from the working directory, when it is in there. */
export function relativeToHere(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
