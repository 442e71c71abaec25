import { describe, expect, test } from '@jest/globals';
import type { RunRecord } from './run-record.js';
import { emptyRun, smallRun } from './run-record.fixture.js';
import { timelineSvg } from './timeline-svg.js';

const svgOf = (run: RunRecord): string =>
  timelineSvg({ ...run, title: '12 readers in 1 min 2 s, behind a circuit breaker' });

interface Shape {
  readonly x: number;
  readonly width: number;
}

/** The rectangles of one kind. */
function shapes(svg: string, kind: string): Shape[] {
  return [...svg.matchAll(new RegExp(`<rect class="${kind}" x="([\\d.-]+)" y="[\\d.-]+" width="([\\d.-]+)"`, 'g'))].map(
    ([, x, width]) => ({ x: Number(x), width: Number(width) }),
  );
}

const texts = (svg: string): string[] =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');

describe('timelineSvg', () => {
  const svg = svgOf(smallRun);

  test('has a title, a description, axes and a legend', () => {
    expect(svg).toMatch(/^<svg [^>]*role="img"/);
    expect(svg).toContain('<title id="title">12 readers in 1 min 2 s, behind a circuit breaker</title>');
    expect(svg).toContain('Circuit: CLOSED at 0 ms, OPEN at 10 s');
    expect(texts(svg)).toEqual(
      expect.arrayContaining(['0', '10 s', '1 min', 'circuit', 'requests and answers every 1 s', 'outage: throttled']),
    );
    expect(texts(svg)).toEqual(
      expect.arrayContaining(['closed', 'open', 'half open (probe)', 'other region', 'failed request']),
    );
  });

  test('circuit, outage and traffic share one scale of time', () => {
    const perSecond = (928 - 64) / 62;
    const [outage] = shapes(svg, 'outage');
    // The last shape of a state's colour belongs to the legend.
    const [open] = shapes(svg, 'open');
    const [failed] = shapes(svg, 'failed');
    expect(outage?.x).toBeCloseTo(64 + 4 * perSecond, 1);
    expect(outage?.width).toBeCloseTo(46 * perSecond, 1);
    expect(open?.x).toBeCloseTo(64 + 10 * perSecond, 1);
    expect(failed?.x).toBeCloseTo(64 + 4 * perSecond + 0.5, 1);
  });

  test('the circuit covers the whole run without gaps', () => {
    const band = ['closed', 'open', 'half-open']
      .flatMap((kind) => shapes(svg, kind).slice(0, -1))
      .toSorted((a, b) => a.x - b.x);
    expect(band).toHaveLength(smallRun.circuit.length);
    expect(band[0]?.x).toBe(64);
    for (const [index, { x, width }] of band.entries()) expect(x + width).toBeCloseTo(band[index + 1]?.x ?? 928, 1);
  });

  test('a probe has a mark however short it is', () => {
    expect(svg.match(/class="probe"/g)).toHaveLength(2);
  });

  test('has colours for light and for dark ground', () => {
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    expect(svg.match(/\.ground \{/g)).toHaveLength(2);
  });

  test('names from outside cannot break it', () => {
    const primary = { region: 'us-east-1', modelId: '<model>&"' };
    expect(svgOf({ ...smallRun, primary })).toContain('Circuit of &lt;model&gt;&amp;&quot; in us-east-1');
  });

  test.each<[string, RunRecord]>([
    ['empty', emptyRun],
    ['with an outage after its end', { ...smallRun, outages: [{ from: 90_000, to: 95_000, error: 'slow' }] }],
    ['of a moment', { ...smallRun, duration: 1, calls: [], results: [], circuit: [{ state: 'OPEN', at: 0 }] }],
  ])('a run %s is drawn within the picture', (_name, run) => {
    const drawn = svgOf(run);
    expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
    for (const { x, width } of ['outage', 'open', 'closed'].flatMap((kind) => shapes(drawn, kind))) {
      expect(x).toBeGreaterThanOrEqual(64);
      expect(x + width).toBeLessThanOrEqual(960);
    }
  });

  test('the same run gives the same picture', () => {
    expect(svgOf(structuredClone(smallRun))).toBe(svg);
  });
});
