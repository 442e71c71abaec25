/** One mark of a track: `width` columns of `glyph` that belong together, so that they can be painted at once. */
export interface Segment<Kind> {
  readonly kind: Kind;
  readonly width: number;
}

/** A span of time on a track. Where several touch one column, the highest rank is seen. */
export interface Span<Kind> {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
  readonly rank: number;
}

/**
 * Lays spans of time out on `columns` columns. Every span gets at least one column, so that a probe of a second can be seen in an
 * hour; columns that no span touches are of kind `nothing`.
 */
export function track<Kind>(
  spans: readonly Span<Kind>[],
  nothing: Kind,
  duration: number,
  columns: number,
): Segment<Kind>[] {
  const scale = columns / Math.max(1, duration);
  const cells = Array.from({ length: columns }, () => ({ kind: nothing, rank: Number.NEGATIVE_INFINITY }));
  for (const { kind, from, to, rank } of spans) {
    const first = Math.min(columns - 1, Math.max(0, Math.floor(from * scale)));
    const end = (to - from) * scale < 1 ? first + 1 : Math.min(columns, Math.round(to * scale));
    for (let column = first; column < end; column += 1) {
      if (rank >= (cells[column]?.rank ?? 0)) cells[column] = { kind, rank };
    }
  }
  return joined(cells.map(({ kind }) => kind));
}

function joined<Kind>(cells: readonly Kind[]): Segment<Kind>[] {
  const segments: { kind: Kind; width: number }[] = [];
  for (const kind of cells) {
    const last = segments.at(-1);
    if (last?.kind === kind) last.width += 1;
    else segments.push({ kind, width: 1 });
  }
  return segments;
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A horizontal bar of up to `columns` columns, in steps of an eighth; what is not nothing can be seen. */
export function bar(value: number, largest: number, columns: number): string {
  if (value <= 0) return '';
  const length = Math.max(1, Math.round((value / largest) * columns * 8));
  return '█'.repeat(Math.floor(length / 8)) + (eighths[length % 8] ?? '');
}

const heights = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** How many of the moments fall into each column, as a row of little bars; a blank where there are none. */
export function sparkline(moments: readonly number[], duration: number, columns: number): string {
  const counts = Array.from({ length: columns }, () => 0);
  for (const moment of moments) {
    const column = Math.min(columns - 1, Math.floor((moment / Math.max(1, duration)) * columns));
    counts[column] = (counts[column] ?? 0) + 1;
  }
  const largest = Math.max(1, ...counts);
  return counts.map((count) => (count === 0 ? ' ' : heights[Math.ceil((count / largest) * 8) - 1])).join('');
}

const roundSteps = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400];

/** Round moments for a time axis, from 0 on, at most `most` of them. Milliseconds. */
export function ticks(duration: number, most: number): number[] {
  const step = 1_000 * (roundSteps.find((seconds) => duration / (seconds * 1_000) < most) ?? 604_800);
  return Array.from({ length: Math.floor(duration / step) + 1 }, (_, index) => index * step);
}

/** The ticks of a time axis as one line of text; a label that would run past the end or into its neighbour is left out. */
export function axis(duration: number, columns: number, label: (moment: number) => string): string {
  let line = '';
  for (const moment of ticks(duration, Math.floor(columns / 12))) {
    const column = Math.floor((moment / Math.max(1, duration)) * columns);
    const text = label(moment);
    if (column >= line.length + (line === '' ? 0 : 2) && column + text.length <= columns) {
      line = line.padEnd(column) + text;
    }
  }
  return line;
}
