import type { ListedExecution } from '../../operations/index.js';
import type { Paint } from '../terminal-style.js';
import { momentText } from './moment-text.js';
import { statusStyles } from './report-text.js';

/** Executions for people, one a line: status, when it began and ended, ARN. */
export function listText(executions: readonly ListedExecution[], paint: Paint): string {
  const lines = executions.map(({ executionArn, status, startDate, stopDate }) => {
    const ended = stopDate ? momentText(stopDate) : '';
    return `${paint(statusStyles[status], status.padEnd(9))} ${momentText(startDate)}  ${ended.padEnd(23)} ${executionArn}`;
  });
  return lines.join('\n');
}
