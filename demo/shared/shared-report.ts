import type { Paint } from '../../src/cli/terminal-style.js';
import { formatDuration } from '../../src/cli/duration.js';
import { answered, tiers, type Tier } from '../run-record.js';
import { periodsOf } from '../call-figures.js';
import type { ReportOptions } from '../report.js';
import { outcomeStyles, stateMarks } from '../report-marks.js';
import { axis, sparkline, track } from '../../src/cli/text-chart.js';
import type { Origin, SharedAnswer, SharedRun } from './shared-run.js';

const margin = 24;
/** Circuits, outages and what each tier served, over the run's time, and what it comes to. */
export function sharedReport(run: SharedRun, { paint, width, files }: ReportOptions): string {
  const columns = Math.max(30, Math.min(width, 140) - margin - 2);
  const row = (name: string, text: string): string => `  ${paint('dim', name.padEnd(margin - 2))}${text}`.trimEnd();
  return [
    '',
    `  ${headline(run, paint)}`,
    '',
    row('', paint('dim', axis(run.duration, columns, formatDuration))),
    ...outages(run, columns, row, paint),
    ...run.circuits.map(({ circuit, changes }) => row(shortName(circuit), states(run, changes, columns, paint))),
    '',
    ...served(run, 'request path', columns, row, paint),
    '',
    ...served(run, 'warm-up', columns, row, paint),
    '',
    ...figures(run, row),
    '',
    ...files.map(({ path, content }, index) => row(index === 0 ? 'files' : '', `${path}  ${paint('dim', content)}`)),
    '',
  ].join('\n');
}

/** Answers of one origin. */
const answersOf = ({ answers }: SharedRun, origin: Origin): SharedAnswer[] =>
  answers.filter((answer) => answer.origin === origin);

/** Whether everybody who asked has an answer, and the warm-up ran to its end. */
export const isEverybodyServed = (run: SharedRun): boolean =>
  answersOf(run, 'request path').length === run.requests &&
  answersOf(run, 'warm-up').length === run.readers &&
  run.failure === undefined;

/** Requests that failed at a model. */
export const failedCalls = ({ calls }: SharedRun): number => calls.filter((call) => !answered(call)).length;

function headline(run: SharedRun, paint: Paint): string {
  const served = isEverybodyServed(run)
    ? paint('green', 'everybody was served')
    : paint('red', 'somebody was not served');
  return `${run.requests.toLocaleString('en-US')} requests and a warm-up of ${run.readers} readers over the same circuits, in ${formatDuration(run.duration)}: ${served}`;
}

function outages({ outages: windows, duration }: SharedRun, columns: number, row: Row, paint: Paint): string[] {
  return windows.map(({ from, to, error, region, model }) => {
    const segments = track([{ kind: 'outage', from, to, rank: 0 }], 'well', duration, columns);
    const line = segments.map(({ kind, width }) =>
      kind === 'outage' ? paint('red', '▒'.repeat(width)) : ' '.repeat(width),
    );
    return row(shortName(model ?? region ?? 'everything'), `${line.join('').trimEnd()} ${error}`);
  });
}

function states(run: SharedRun, changes: SharedRun['circuits'][number]['changes'], columns: number, paint: Paint) {
  const spans = periodsOf(changes, run.duration).map(({ state, from, to }) => ({
    kind: state,
    from,
    to,
    rank: stateMarks[state].rank,
  }));
  return track(spans, 'CLOSED', run.duration, columns)
    .map(({ kind, width }) => paint(stateMarks[kind].style, stateMarks[kind].glyph.repeat(width)))
    .join('');
}

function served(run: SharedRun, origin: Origin, columns: number, row: Row, paint: Paint): string[] {
  const answers = answersOf(run, origin);
  return [...tiers, 'rejected' as const].flatMap((tier) => {
    const moments = answers.filter((answer) => answer.tier === tier).map(({ at }) => at);
    if (moments.length === 0) return [];
    const name = `${origin} ${tier === 'rejected' ? 'left' : tier}`.padEnd(margin - 2);
    return [
      row(name, paint(outcomeStyles[tier], sparkline(moments, run.duration, columns))),
      row(
        '',
        paint('dim', `${moments.length.toLocaleString('en-US')} ${origin === 'warm-up' ? 'entries' : 'answers'}`),
      ),
    ];
  });
}

function figures(run: SharedRun, row: Row): string[] {
  const failed = failedCalls(run);
  const worst = Math.max(0, ...run.outages.map(({ from, to }) => Math.min(to, run.duration) - from));
  return [
    row('model calls', `${run.calls.length.toLocaleString('en-US')}, of which ${failed} failed`),
    row('probes', `${run.probes}, one at a time for all tasks and the warm-up together`),
    row('outage', `${formatDuration(worst)}; the run took ${formatDuration(run.wallDuration)} of real time`),
  ];
}

type Row = (name: string, text: string) => string;

/** The region and the model's family of a circuit's key: `us-east-1 sonnet`. */
function shortName(circuit: string): string {
  const [region = '', model] = circuit.split('/');
  const family = /sonnet|haiku|opus/.exec(model ?? '')?.[0];
  return model === undefined ? region : `${region} ${family ?? model}`.slice(0, margin - 3);
}

/** The tiers that served somebody, for machines. */
export const byTier = (run: SharedRun, origin: Origin): Partial<Record<Tier | 'rejected', number>> =>
  Object.fromEntries(
    [...tiers, 'rejected' as const].flatMap((tier) => {
      const count = answersOf(run, origin).filter((answer) => answer.tier === tier).length;
      return count === 0 ? [] : [[tier, count]];
    }),
  );
