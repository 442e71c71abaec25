import { periodsOf } from './call-figures.js';
import { formatDuration } from '../src/cli/duration.js';
import type { RunRecord } from './run-record.js';
import { ticks } from '../src/cli/text-chart.js';
import { timelineStyle } from './timeline-style.js';
import { trafficOverTime, type Series } from './traffic.js';

const width = 960;
const height = 540;
const plot = { left: 64, right: width - 32, top: 220, bottom: 428 } as const;
const band = { top: 142, height: 30 } as const;
const labelHeight = 18;

const legend: Readonly<Record<Series, string>> = {
  primary: 'primary model',
  region: 'other region',
  cheaper: 'cheaper model',
  cached: 'from the cache',
  static: 'static list',
  failed: 'failed request',
};

/** A run as far as it is drawn. */
export interface Timeline extends Pick<RunRecord, 'duration' | 'circuit' | 'calls' | 'outages' | 'primary'> {
  readonly title: string;
  readonly results: readonly Pick<RunRecord['results'][number], 'tier' | 'at'>[];
}

/**
 * Draws a run: the circuit's states over the run's time, the outage windows through both charts, and the traffic by tier. One file that
 * is self-contained, readable on light and on dark ground, with the same content for the same run.
 */
export function timelineSvg(run: Timeline): string {
  const duration = Math.max(run.duration, 1_000);
  const x = (moment: number): number =>
    plot.left + (Math.min(Math.max(moment, 0), duration) / duration) * (plot.right - plot.left);
  const { title } = run;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escape(title)}</title>`,
    `<desc id="description">${escape(description(run))}</desc>`,
    timelineStyle,
    `<rect class="ground" width="${width}" height="${height}" rx="12"/>`,
    text(plot.left, 46, 'heading', title),
    text(plot.left, 72, 'quiet', `Circuit of ${run.primary.modelId} in ${run.primary.region}`),
    ...outageWindows(run, x),
    ...circuitBand(run, x),
    ...trafficBars(run, duration, x),
    ...timeAxis(duration, x),
    ...legendRows(run),
    '</svg>',
  ].join('\n')}\n`;
}

function description(run: Timeline): string {
  const states = run.circuit.map(({ state, at }) => `${state} at ${formatDuration(at)}`).join(', ');
  const outages = run.outages.map(
    ({ error, from, to }) => `${error} from ${formatDuration(from)} to ${formatDuration(to)}`,
  );
  return `Circuit: ${states}. Outages: ${outages.join(', ') || 'none'}.`;
}

type Scale = (moment: number) => number;

function outageWindows({ outages, duration }: Timeline, x: Scale): string[] {
  return outages
    .filter(({ from }) => from < duration)
    .flatMap(({ from, to, error, region, model }, index) => {
      const left = x(from);
      const right = Math.max(x(to), left + 2);
      // Windows may overlap; their names take turns on two lines.
      const top = band.top - 30 - (index % 2) * labelHeight;
      const where = region !== undefined && model !== undefined ? '' : ` ${region ?? model ?? 'everywhere'}`;
      const name = `outage: ${error}${where}`;
      const atEnd = left > plot.right - 160;
      return [
        rect('outage', left, top, right - left, plot.bottom - top),
        rect('outage-edge', left, top, right - left, 3),
        text(atEnd ? right : left, top - 5, `outage-name${atEnd ? ' end' : ''}`, name),
      ];
    });
}

function circuitBand(run: Timeline, x: Scale): string[] {
  const bars = periodsOf(run.circuit, run.duration).map(({ state, from, to }) => {
    const left = x(from);
    const wide = Math.max(x(to) - left, 1);
    const name = { CLOSED: 'closed', OPEN: 'open', HALF_OPEN: 'probe' }[state];
    const tooltip = `<title>${state} from ${formatDuration(from)} to ${formatDuration(to)}</title>`;
    // A probe of a second is invisible in half an hour: it gets a mark of its own above the band.
    const probe =
      state === 'HALF_OPEN'
        ? `<path class="probe" d="M${round(left + wide / 2)} ${band.top + band.height + 3}l5 9h-10z">${tooltip}</path>`
        : '';
    const label = wide > 52 && state !== 'HALF_OPEN' ? text(left + wide / 2, band.top + 20, 'state middle', name) : '';
    const colour = { CLOSED: 'closed', OPEN: 'open', HALF_OPEN: 'half-open' }[state];
    return `<rect class="${colour}" x="${round(left)}" y="${band.top}" width="${round(wide)}" height="${band.height}">${tooltip}</rect>${probe}${label}`;
  });
  return [text(plot.left - 8, band.top + 20, 'quiet end', 'circuit'), ...bars];
}

function trafficBars(run: Timeline, duration: number, x: Scale): string[] {
  const { bucket, columns, series } = trafficOverTime(run, duration);
  const largest = Math.max(1, ...columns.map((column) => column.reduce((sum, count) => sum + count, 0)));
  const steps = valueTicks(largest);
  const most = Math.max(largest, steps.at(-1) ?? 1);
  const y = (count: number): number => plot.bottom - (count / most) * (plot.bottom - plot.top);
  const grid = steps.flatMap((count) => [
    `<path class="${count === 0 ? 'axis' : 'grid'}" d="M${plot.left} ${round(y(count))}H${plot.right}"/>`,
    text(plot.left - 8, y(count) + 4, 'quiet end', String(count)),
  ]);
  const bars = columns.flatMap((column, index) => {
    const left = x(index * bucket);
    const wide = Math.max(1, x((index + 1) * bucket) - left - 1);
    let below = 0;
    return column.flatMap((count, position) => {
      if (count === 0) return [];
      const bottom = y(below);
      below += count;
      return [rect(series[position] ?? 'failed', left + 0.5, y(below), wide, bottom - y(below))];
    });
  });
  return [
    ...grid,
    ...bars,
    text(plot.left, plot.top - 12, 'quiet', `requests and answers every ${formatDuration(bucket)}`),
  ];
}

/** Round counts for the vertical axis, from 0 to at least the largest, in about four steps. */
function valueTicks(largest: number): number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, largest / 4)));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((size) => size * 4 >= largest) ?? largest,
  );
  return Array.from({ length: Math.ceil(largest / step) + 1 }, (_, index) => index * step);
}

function timeAxis(duration: number, x: Scale): string[] {
  return [
    ...ticks(duration, 12).flatMap((moment) => [
      `<path class="axis" d="M${round(x(moment))} ${plot.bottom}v5"/>`,
      text(x(moment), plot.bottom + 21, 'quiet middle', moment === 0 ? '0' : formatDuration(moment)),
    ]),
    text(plot.right, plot.bottom + 42, 'quiet end', "the run's time"),
  ];
}

function legendRows(run: Timeline): string[] {
  const { series } = trafficOverTime(run, Math.max(run.duration, 1_000));
  const entries: [string, string][] = [
    ['closed', 'closed'],
    ['open', 'open'],
    ['half-open', 'half open (probe)'],
    ...series.map((name): [string, string] => [name, legend[name]]),
  ];
  let left = plot.left;
  return entries.flatMap(([colour, name]) => {
    const start = left;
    left += 30 + name.length * 6.6;
    return [
      `<rect class="${colour}" x="${round(start)}" y="${height - 44}" width="12" height="12" rx="2"/>`,
      text(start + 18, height - 34, 'quiet', name),
    ];
  });
}

const rect = (kind: string, left: number, top: number, wide: number, high: number): string =>
  `<rect class="${kind}" x="${round(left)}" y="${round(top)}" width="${round(wide)}" height="${round(high)}"/>`;

const text = (left: number, top: number, kind: string, content: string): string =>
  `<text class="${kind}" x="${round(left)}" y="${round(top)}">${escape(content)}</text>`;

const round = (value: number): number => Math.round(value * 100) / 100;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (content: string): string => content.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
