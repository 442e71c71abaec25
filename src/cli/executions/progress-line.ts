import type { ExecutionReport } from '../../operations/index.js';
import { bar } from '../text-chart.js';
import { eraseLine, type OutputStream } from '../terminal-stream.js';
import type { Paint } from '../terminal-style.js';
import { circuitStyles } from './circuit-text.js';

/** Tells how a watched execution goes on. */
export interface WatchProgress {
  show(report: ExecutionReport): void;
  end(): void;
}

/** One line of a terminal that is written again and again. */
export function terminalProgress(output: OutputStream, paint: Paint): WatchProgress {
  return {
    show: (report) => output.write(`${eraseLine(output)}${progressText(report, paint, true)}`),
    end: () => void output.write(eraseLine(output)),
  };
}

/** For pipes and logs: a line whenever something has changed. */
export function lineProgress(output: OutputStream, paint: Paint): WatchProgress {
  let last = '';
  return {
    show(report) {
      const text = progressText(report, paint, false);
      if (text !== last) output.write(`${text}\n`);
      last = text;
    },
    end() {},
  };
}

/** For programs: a report a line, whenever something has changed. */
export function jsonProgress(output: OutputStream): WatchProgress {
  let last = -1;
  return {
    show(report) {
      if (report.events !== last) output.write(`${JSON.stringify(report)}\n`);
      last = report.events;
    },
    end() {},
  };
}

function progressText({ name, status, state, batch }: ExecutionReport, paint: Paint, drawn: boolean): string {
  const parts = [name, status === 'RUNNING' ? (state?.name ?? 'starting') : status];
  if (batch) {
    const { done, total = 0, circuits } = batch;
    const chart = drawn ? `${paint('blue', bar(done, Math.max(1, total), 20).padEnd(20, '·'))} ` : '';
    parts.push(`${chart}${done} of ${total}`);
    for (const [target, { state: its }] of Object.entries(circuits))
      parts.push(`${target} ${paint(circuitStyles[its], its)}`);
  }
  return parts.join('  ');
}
