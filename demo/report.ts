import type { Paint } from '../src/cli/terminal-style.js';
import { callsSaved, callsWhileOpen, failedCallsBeforeOpen, periodsOf } from './call-figures.js';
import { formatDuration } from '../src/cli/duration.js';
import type { Outage } from './outage.js';
import type { CircuitState, RunRecord, Tier } from './run-record.js';
import { tally } from './tally.js';
import { outcomeStyles, stateMarks } from './report-marks.js';
import { axis, bar, sparkline, track } from '../src/cli/text-chart.js';

/** What AWS asks for a state transition of a Standard workflow in us-east-1, in dollars. https://aws.amazon.com/step-functions/pricing/ */
export const dollarsPerTransition = 0.025 / 1_000;

export interface ReportOptions {
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
  /** Files the run has written, with what is in them. */
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

const margin = 14;
/** The run as a person would rather look at it than read it: circuit and outage over time, outcomes, what it cost and what it saved. */
export function report(run: RunRecord, { paint, width, files }: ReportOptions): string {
  const columns = Math.max(30, Math.min(width, 110) - margin - 2);
  const row = (name: string, text: string): string => `  ${paint('dim', name.padEnd(margin - 2))}${text}`.trimEnd();
  return [
    '',
    `  ${headline(run, paint)}`,
    '',
    ...timeline(run, columns, row, paint),
    ...outcomes(run, columns, row, paint),
    '',
    ...figures(run, row, paint),
    '',
    ...problems(run, row, paint),
    ...files.map(({ path, content }, index) => row(index === 0 ? 'files' : '', `${path}  ${paint('dim', content)}`)),
    '',
  ].join('\n');
}

type Row = (name: string, text: string) => string;

function headline({ readerIds, rejected, results, outages, ...run }: RunRecord, paint: Paint): string {
  const { lost, duplicated } = tally({ readerIds, rejected, results });
  const trouble =
    outages.length === 0 ? 'no outage' : outages.length === 1 ? 'one outage' : `${outages.length} outages`;
  const start = `${paint('bold', plural(readerIds.length, 'reader'))}, ${trouble}`;
  const earlier = run.servedBefore === 0 ? '' : ` (${run.servedBefore} more were served before)`;
  const onlyBadLines = readerIds.length === 0 && run.servedBefore === 0 && rejected.length > 0;
  if (onlyBadLines)
    return `${start}: ${paint('red', `the file has ${plural(rejected.length, 'line')} and no reader`)}.`;
  if (readerIds.length === 0) return `${start}: nothing to do${earlier}.`;
  if (lost + duplicated === 0) return `${start}: ${paint('green', 'everybody got exactly one answer')}${earlier}.`;
  return `${start}: ${paint('red', `${lost} without an answer, ${duplicated} with more than one`)}${earlier}.`;
}

function timeline(run: RunRecord, columns: number, row: Row, paint: Paint): string[] {
  const { circuit, duration, outages, primary, results } = run;
  if (duration === 0) return [];
  const states = track(
    periodsOf(circuit, duration).map((period) => ({
      ...period,
      kind: period.state,
      rank: stateMarks[period.state].rank,
    })),
    'CLOSED',
    duration,
    columns,
  );
  return [
    row('circuit', states.map(({ kind, width }) => mark(kind, width, paint)).join('')),
    ...outages.map((outage, index) => row(index === 0 ? 'outage' : '', window(outage, duration, columns, paint))),
    row(
      'readers',
      paint(
        'blue',
        sparkline(
          results.map(({ at }) => at),
          duration,
          columns,
        ),
      ),
    ),
    row(
      '',
      paint(
        'dim',
        axis(duration, columns, (moment) => (moment === 0 ? '0' : formatDuration(moment))),
      ),
    ),
    row(
      '',
      `${mark('CLOSED', 2, paint)} closed  ${mark('OPEN', 2, paint)} open  ${mark('HALF_OPEN', 1, paint)} half open: one probe`,
    ),
    row('', paint('dim', `${primary.modelId} in ${primary.region}`)),
    '',
  ];
}

/** An outage's window with its name in it, or beside it where it is too short for that. */
function window({ from, to, error }: Outage, duration: number, columns: number, paint: Paint): string {
  if (from >= duration) return `${error}, from ${formatDuration(from)} on: after the end`;
  const [before = { kind: false, width: 0 }, ...rest] = track(
    [{ kind: true, from, to, rank: 0 }],
    false,
    duration,
    columns,
  );
  const indent = before.kind ? 0 : before.width;
  const width = before.kind ? before.width : (rest[0]?.width ?? 0);
  const name = ` ${error} `;
  const bars = '▀'.repeat(width);
  if (width >= name.length + 4) {
    const start = Math.floor((width - name.length) / 2);
    return `${' '.repeat(indent)}${paint('red', bars.slice(0, start))}${name}${paint('red', bars.slice(start + name.length))}`;
  }
  const fitsBehind = indent + width + name.length <= columns;
  return fitsBehind
    ? `${' '.repeat(indent)}${paint('red', bars)}${name}`
    : `${name.padStart(Math.max(0, indent))}${paint('red', bars)}`;
}

const mark = (state: CircuitState, width: number, paint: Paint): string =>
  paint(stateMarks[state].style, stateMarks[state].glyph.repeat(width));

function outcomes(run: RunRecord, columns: number, row: Row, paint: Paint): string[] {
  const counts = Object.entries(tally(run).outcomes) as [Tier | 'rejected', number][];
  const total = Math.max(
    1,
    counts.reduce((sum, [, count]) => sum + count, 0),
  );
  const largest = Math.max(1, ...counts.map(([, count]) => count));
  const barColumns = columns - 26;
  return counts
    .filter(([outcome, count]) => outcome !== 'rejected' || count > 0)
    .map(([outcome, count], index) => {
      const drawn = bar(count, largest, barColumns);
      const share = count === 0 ? '' : `${((count / total) * 100).toFixed(1)} %`;
      const figure = count.toLocaleString('en-US').padStart(7);
      const line = `${outcome.padEnd(9)}${paint(outcomeStyles[outcome], drawn)}${' '.repeat(barColumns - drawn.length)}${figure}${share.padStart(9)}`;
      return row(index === 0 ? 'served by' : '', line);
    });
}

function figures(run: RunRecord, row: Row, paint: Paint): string[] {
  const items = run.readerIds.length + run.rejected.length;
  const isServed = run.readerIds.length > 0;
  const perItem = items === 0 ? 0 : run.transitions / items;
  const opened = run.circuit.some(({ state }) => state === 'OPEN');
  const cost = run.transitions * dollarsPerTransition;
  return [
    row(
      'breaker',
      opened
        ? `opened after ${plural(failedCallsBeforeOpen(run), 'failed call')}, ${plural(run.probes, 'probe')}, ${callsWhileOpen(run)} let through while open`
        : `stayed closed${run.probes > 0 ? ` after ${plural(run.probes, 'probe')}` : ''}`,
    ),
    ...(opened
      ? [
          row(
            'saved',
            `about ${plural(callsSaved(run), 'call')} ${paint('dim', 'to the failing model, at the pace before it opened')}`,
          ),
        ]
      : []),
    row(
      'on AWS',
      `${plural(run.transitions, 'billed transition')}${isServed ? `, ${paint('bold', perItem.toFixed(2))} a reader` : ''}`,
    ),
    row(
      '',
      `${dollars(cost)} for this run${isServed ? `, ${dollars(perItem * dollarsPerTransition * 1_000_000)} per million readers` : ''}`,
    ),
    row('', paint('dim', 'us-east-1, $0.025 per 1,000 Standard transitions, models aside')),
    row(
      'time',
      `${formatDuration(run.duration)} of the batch's time in ${formatDuration(run.wallDuration)}${run.executions > 1 ? `, ${run.executions} executions in a chain` : ''}`,
    ),
  ];
}

const shownProblems = 5;

function problems({ rejected, duplicates }: RunRecord, row: Row, paint: Paint): string[] {
  const lines = [
    ...rejected.map(({ file, line, reason }) => `${file}:${line} is no reader: ${reason}`),
    ...duplicates.map(
      ({ readerId, firstLine, lines }) =>
        `reader ${readerId} of line ${firstLine} is repeated in ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}: served once`,
    ),
  ];
  if (lines.length === 0) return [];
  const shown = lines
    .slice(0, shownProblems)
    .map((line, index) => row(index === 0 ? 'input' : '', paint('yellow', line)));
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [row('', `and ${rest} more`)] : []), ''];
}

const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;

const dollars = (amount: number): string => `$${amount < 1 ? amount.toFixed(4) : amount.toFixed(2)}`;
