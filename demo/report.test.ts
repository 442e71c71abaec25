import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { paintFor, plainText } from '../src/cli/terminal-style.js';
import { report } from './report.js';
import { emptyRun, smallRun } from './run-record.fixture.js';

const files = [{ path: 'out/results.ndjson', content: 'one line a reader' }];
const plain = (run = smallRun, width = 80): string => report(run, { paint: plainText, width, files });

describe('report', () => {
  test('draws circuit and outage on the same scale', () => {
    const lines = plain().split('\n');
    const circuit = lines.find((line) => line.includes('circuit '))?.slice(14);
    const outage = lines.find((line) => line.includes('outage '))?.slice(14);
    expect(circuit).toMatch(/^─+█+◆█+◆─*$/);
    expect(outage).toMatch(/^ +▀+ throttled ▀+$/);
    // The outage starts at 4 s and the circuit opens at 10 s of 62 s, on 64 columns.
    expect(outage?.indexOf('▀')).toBe(4);
    expect(circuit?.indexOf('█')).toBe(10);
  });

  test('has a bar for each tier, rejected lines only when there are some', () => {
    expect(plain()).toMatch(/primary +█+ +6 +46\.2 %/);
    expect(plain()).toMatch(/rejected +[█▏▎▍▌▋▊▉]+ +1 +7\.7 %/);
    expect(plain({ ...smallRun, rejected: [] })).not.toContain('rejected');
  });

  test('says what it cost on AWS, for this run and per million readers', () => {
    expect(plain()).toContain('26 billed transitions, 2.00 a reader\n');
    expect(plain()).toContain('$0.0007 for this run, $50.00 per million readers');
    expect(plain()).toContain('us-east-1, $0.025 per 1,000 Standard transitions');
  });

  test('says what the breaker did', () => {
    expect(plain()).toContain('opened after 5 failed calls, 2 probes, 0 let through while open');
    expect(plain()).toContain('about 16 calls');
    expect(plain(emptyRun)).toContain('stayed closed');
  });

  test('names readers without an answer, bad lines and repeated ids', () => {
    expect(plain()).toContain('everybody got exactly one answer');
    expect(plain({ ...smallRun, results: smallRun.results.slice(1) })).toContain(
      '1 without an answer, 0 with more than one',
    );
    expect(plain()).toContain('readers.ndjson:7 is no reader: userId is missing');
    expect(plain()).toContain('reader r1 of line 2 is repeated in line 9: served once');
  });

  test('the name of a short outage is beside it', () => {
    const at = (from: number): string => plain({ ...smallRun, outages: [{ from, to: from + 2_000, error: 'slow' }] });
    expect(at(10_000)).toMatch(/outage {16}▀▀ slow/);
    expect(at(60_000)).toMatch(/outage +slow ▀▀/);
  });

  test('an outage after the end of the run is said, not drawn', () => {
    const late = { from: 90_000, to: 120_000, error: 'slow' } as const;
    expect(plain({ ...smallRun, outages: [late] })).toMatch(/outage +slow, from 1 min 30 s on: after the end/);
  });

  test('stays within the terminal', () => {
    for (const width of [80, 110, 200]) {
      const lines = plain(smallRun, width).split('\n');
      expect(lines.filter((line) => line.length > width)).toEqual([]);
    }
  });

  test('is plain without colour, and the same text with it', () => {
    const coloured = report(smallRun, { paint: paintFor({ isTTY: true }, {}), width: 80, files });
    expect(plain()).not.toContain('\u001B');
    expect(stripVTControlCharacters(coloured)).toBe(plain());
  });

  test('an empty list succeeds with zeros', () => {
    expect(plain(emptyRun)).toContain('0 readers, no outage: nothing to do.');
  });

  test('a file without a good line has no price for a reader', () => {
    const text = plain({ ...emptyRun, rejected: smallRun.rejected });
    expect(text).toContain('0 readers, no outage: the file has 1 line and no reader.');
    expect(text).toContain('4 billed transitions\n');
    expect(text).not.toContain('per million');
  });
});
