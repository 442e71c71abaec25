import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { paintFor, plainText } from '../src/cli/terminal-style.js';
import { progressBar } from './progress.js';

function screen(columns = 100) {
  const lines: string[] = [];
  return { columns, write: (text: string) => lines.push(text) > 0, lines };
}

test('shows readers  time and circuit on one line that replaces itself', () => {
  const output = screen();
  let time = 0;
  const progress = progressBar(4, output, plainText, () => (time += 100));
  progress.served(1_200);
  progress.circuit({ state: 'OPEN', at: 90_000 });
  progress.served(95_000);
  expect(output.lines.map((line) => line.replace(/[█▌▏·]+  /, '▒ '))).toEqual([
    '\r\u001B[K ▒ 1 of 4 readers  1.2 s  CLOSED',
    '\r\u001B[K ▒ 1 of 4 readers  1 min 30 s  OPEN',
    '\r\u001B[K ▒ 2 of 4 readers  1 min 35 s  OPEN',
  ]);
  expect(output.lines[2]).toContain(' ███████████████···············  2 of 4');
});

test('draws seldom, and counts all the same', () => {
  const output = screen();
  let time = 0;
  const progress = progressBar(1_000, output, plainText, () => time);
  for (let reader = 0; reader < 500; reader += 1) progress.served(reader);
  expect(output.lines).toHaveLength(1);
  time = 200;
  progress.served(500);
  expect(output.lines.at(-1)).toContain('501 of 1000 readers');
});

test('never fills the line, in colour or not', () => {
  for (const columns of [45, 60, 80, 200]) {
    const output = screen(columns);
    progressBar(100_000, output, paintFor({ isTTY: true }, {})).circuit({ state: 'HALF_OPEN', at: 5_000 });
    const width = stripVTControlCharacters(output.lines.join('')).replace('\r', '').length;
    expect(width).toBeLessThan(columns);
  }
});

test('leaves an empty line behind', () => {
  const output = screen();
  progressBar(1, output, plainText).end();
  expect(output.lines).toEqual(['\r\u001B[K']);
});
