import { expect, test } from '@jest/globals';
import type { ExecutionReport } from '../../operations/index.js';
import { plainText } from '../terminal-style.js';
import { jsonProgress, lineProgress, terminalProgress } from './progress-line.js';

const report = (done: number, events: number): ExecutionReport => ({
  executionArn: 'arn',
  stateMachineArn: 'machine',
  name: 'nightly',
  status: 'RUNNING',
  startDate: new Date(0),
  events,
  state: { name: 'Primary chunk', enteredAt: new Date(0) },
  pending: [],
  batch: {
    batch: 'nightly',
    continuation: 0,
    total: 20,
    done,
    served: {},
    restartInput: {},
    successor: 'nightly-1',
    queued: { fresh: 0, waiting: 0, inFlight: 0 },
    circuits: { primary: { state: 'OPEN', failures: [], openings: 1, announced: 'OPEN' } },
  },
});

function printed(make: typeof lineProgress | typeof jsonProgress): string {
  let output = '';
  const progress = make({ write: (text) => (output += text) }, plainText);
  for (const each of [report(5, 30), report(5, 31), report(10, 40), report(10, 40)]) progress.show(each);
  progress.end();
  return output;
}

test('a log gets a line when something has changed', () => {
  expect(printed(lineProgress)).toBe(
    'nightly  Primary chunk  5 of 20  primary OPEN\nnightly  Primary chunk  10 of 20  primary OPEN\n',
  );
});

test('a terminal keeps one line, with a bar, and gets it back at the end', () => {
  const output = printed(terminalProgress);
  expect(output).not.toContain('\n');
  expect(output.split('\r\u001B[K')).toHaveLength(6);
  expect(output).toContain('·');
  expect(output.endsWith('\r\u001B[K')).toBe(true);
});

test('a program gets a report for every change', () => {
  const lines = printed(jsonProgress).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as ExecutionReport).events)).toEqual([30, 31, 40]);
});
