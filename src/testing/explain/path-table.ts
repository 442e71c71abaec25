/** How many steps are shown before the first difference, and from there on. */
const BEFORE = 5;
const AFTER = 12;

/** Where two paths part, or -1 when they are the same. */
export function firstDifference(expected: readonly string[], taken: readonly string[]): number {
  const length = Math.max(expected.length, taken.length);
  for (let step = 0; step < length; step++) if (expected[step] !== taken[step]) return step;
  return -1;
}

/** The expected and the taken path side by side, with a mark where they part. */
export function pathTable(expected: readonly string[], taken: readonly string[]): string {
  const difference = firstDifference(expected, taken);
  const length = Math.max(expected.length, taken.length);
  const from = Math.max(0, difference - BEFORE);
  const to = Math.min(length, difference + AFTER);
  const shown = Array.from({ length: to - from }, (_, offset) => from + offset);
  const width = Math.max('expected'.length, ...shown.map((step) => (expected[step] ?? '(end)').length));
  const digits = String(to).length;
  const row = (mark: string, number: string, left: string, right: string): string =>
    `${mark} ${number.padStart(digits)}  ${left.padEnd(width)}  ${right}`;
  const textAt = (path: readonly string[], step: number): string => path[step] ?? (step === path.length ? '(end)' : '');
  return [
    row(' ', '', 'expected', 'taken'),
    ...(from > 0 ? [row(' ', '', '…', '…')] : []),
    ...shown.map((step) =>
      row(step === difference ? '✗' : ' ', String(step + 1), textAt(expected, step), textAt(taken, step)).trimEnd(),
    ),
    ...(to < length
      ? [row(' ', '', `… ${Math.max(0, expected.length - to)} more`, `… ${Math.max(0, taken.length - to)} more`)]
      : []),
  ].join('\n');
}
