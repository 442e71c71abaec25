import type { BatchReport, ExecutionReport, PendingWork } from '../../operations/index.js';
import type { Paint } from '../terminal-style.js';
import { circuitText } from './circuit-text.js';
import { lengthText, momentText } from './moment-text.js';

/** Styles of execution status. */
export const statusStyles = {
  RUNNING: 'blue',
  SUCCEEDED: 'green',
  FAILED: 'red',
  TIMED_OUT: 'red',
  ABORTED: 'yellow',
  PENDING_REDRIVE: 'yellow',
} as const;

type Row = readonly [label: string, text: string];

/** An execution for people: where it is, what it waits for, how far the batch is, what a restart carries over. */
export function reportText(report: ExecutionReport, present: number, paint: Paint): string {
  const { status, startDate, stopDate, batch } = report;
  // An execution that has ended is reported as it was then.
  const now = stopDate?.getTime() ?? present;
  const ended = stopDate === undefined ? '' : `, ended ${momentText(stopDate)}`;
  const age = lengthText(now - startDate.getTime());
  const rows: Row[] = [
    ['execution', report.executionArn],
    ['status', `${paint(statusStyles[status], status)} for ${age}, since ${momentText(startDate)}${ended}`],
    ...(report.error === undefined
      ? []
      : [['error', [report.error, report.cause].filter(Boolean).join(': ')] as const]),
    ['history', `${report.events.toLocaleString('en')} of 25,000 events`],
    ...stateRows(report, now),
    ...(batch ? batchRows(batch, now, paint) : []),
    ...(batch && status !== 'SUCCEEDED' ? [['a restart', restartText(batch, report)] as const] : []),
  ];
  return rows.map(([label, text]) => `${paint('dim', label.padEnd(11))} ${text}`).join('\n');
}

function stateRows({ state, pending, batch, status }: ExecutionReport, now: number): Row[] {
  if (!state) return [];
  const running = status === 'RUNNING';
  const since = `${running ? `for ${lengthText(now - state.enteredAt.getTime())}, ` : ''}since ${momentText(state.enteredAt)}`;
  const left = running && state.exitedAt !== undefined ? ', and has left it' : '';
  return [
    [running ? 'state' : 'ended in', `${state.name}, ${since}${left}`],
    ...pending.map((work): Row => [running ? 'waits for' : 'left behind', pendingText(work, batch, now)]),
  ];
}

const KINDS: Readonly<Record<PendingWork['kind'], string>> = {
  task: 'an answer',
  callback: 'a task token (SendTaskSuccess ends it)',
  job: 'a job to end',
  retry: 'another try',
  wait: 'time to pass',
  state: 'its work to begin',
};

function pendingText(work: PendingWork, batch: BatchReport | undefined, now: number): string {
  const { kind, state, resource, count, since, timesOutAt } = work;
  const what = [
    `${count > 1 ? `${count} × ` : ''}${KINDS[kind]} in ${state}`,
    ...(resource === undefined ? [] : [`of ${resource}`]),
  ].join(' ');
  // A history does not say when a Wait ends; the circuit it waits for does.
  const openUntil = kind === 'wait' ? waitsUntil(batch) : undefined;
  const until = timesOutAt?.getTime() ?? openUntil;
  const end = until === undefined ? '' : `, ${kind === 'wait' ? 'until' : 'times out at'} ${momentText(until)}`;
  return `${what}, for ${lengthText(now - since.getTime())}${end}`;
}

const waitsUntil = (batch: BatchReport | undefined): number | undefined =>
  Object.values(batch?.circuits ?? {})[0]?.openUntil;

function batchRows(
  { batch, continuation, total, done, served, queued, circuits }: BatchReport,
  now: number,
  paint: Paint,
) {
  const tiers = Object.entries(served).flatMap(([tier, count]) => (count > 0 ? [`${tier} ${count}`] : []));
  const size = total === undefined ? 'items not listed yet' : `${done} of ${total} items done`;
  const which = continuation > 0 ? `, execution ${continuation + 1} of the batch` : '';
  const rows: Row[] = [
    ['batch', `${batch}: ${size}${tiers.length > 0 ? ` (${tiers.join(', ')})` : ''}${which}`],
    ['queued', `${queued.fresh} fresh, ${queued.waiting} waiting for another try, ${queued.inFlight} in flight`],
    ...Object.entries(circuits).map(([target, circuit]): Row => [
      'circuit',
      `${target}: ${circuitText(circuit, now, paint)}`,
    ]),
  ];
  return rows;
}

function restartText(
  { restartInput, successor, total, done, circuits }: BatchReport,
  { status }: ExecutionReport,
): string {
  const items = (restartInput.items?.length ?? 0) + (restartInput.waiting?.length ?? 0);
  const what = total === undefined ? 'the same input' : `${items} items and ${done} outcomes`;
  const [first] = Object.entries(circuits);
  const probe = first?.[1].state === 'OPEN' ? `, ${first[0]} at HALF_OPEN` : '';
  return `carries over ${what}${probe}, as ${successor}${status === 'RUNNING' ? ' (stop it first)' : ''}`;
}
