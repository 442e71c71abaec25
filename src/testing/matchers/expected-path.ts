import type { Run } from '../run/run.js';
import { addressOf, type Visit } from '../run/visit.js';

/**
 * The taken path, as far as an expected path speaks of it: what happened inside of a Map or Parallel state counts only when the
 * expected path names something in it.
 */
export function takenAsExpected(run: Run, expected: readonly string[]): readonly Visit[] {
  const isNamed = (owner: string): boolean => expected.some((step) => step.startsWith(`${owner}[`));
  return run.visits.filter((visit) => ownersOf(visit).every(isNamed));
}

/** `Each[*].Score` once for every iteration, or branch, that there was; adjacent ones are repeated together. */
export function expandIterations(run: Run, expected: readonly string[]): readonly string[] {
  const at = expected.findIndex((step) => step.includes('[*]'));
  const first = expected[at];
  if (first === undefined) return expected;
  const prefix = first.slice(0, first.indexOf('[*]') + '[*]'.length);
  const length = expected.slice(at).findIndex((step) => !step.startsWith(prefix));
  const end = length < 0 ? expected.length : at + length;
  const block = expected.slice(at, end);
  const owner = prefix.slice(0, -'[*]'.length);
  const repeated = indexesIn(run, owner).flatMap((index) =>
    block.map((step) => `${owner}[${index}]${step.slice(prefix.length)}`),
  );
  return expandIterations(run, [...expected.slice(0, at), ...repeated, ...expected.slice(end)]);
}

function indexesIn(run: Run, owner: string): readonly number[] {
  const frames = run.visits.filter((visit) => addressOf(visit) === owner).flatMap((visit) => visit.frames);
  return [...new Set(frames.map(({ index }) => index))].toSorted((a, b) => a - b);
}

function ownersOf({ frame: { owner } }: Visit): readonly string[] {
  return owner === undefined ? [] : [...ownersOf(owner), addressOf(owner)];
}
