/** @module The figures as tables, for a terminal or as Markdown. */
import { checkTargets } from './targets.mjs';

const number = (value) => (value === undefined ? '–' : value.toLocaleString('en-US'));
const times = (ratio) => (ratio === undefined ? '–' : `${ratio} ×`);

/** @returns {{ heading: string, columns: string[], rows: string[][] }[]} */
export function tablesOf(results) {
  const { peer, throughput, compileTime, maps, longRuns, endpoint } = results;
  const tables = [];
  if (throughput !== undefined) {
    tables.push({
      heading: 'State transitions a second',
      columns: ['', 'case', 'stepbreaker', 'peak MB', peer ?? 'peer', 'peak MB', 'ratio', 'ratio by CPU time'],
      rows: throughput.map(({ id, title, stepbreaker, peer: theirs, ratio, cpuRatio }) => [
        id,
        title,
        number(stepbreaker.transitionsPerSecond),
        number(stepbreaker.peakMegabytes),
        number(theirs?.transitionsPerSecond),
        number(theirs?.peakMegabytes),
        times(ratio),
        times(cpuRatio),
      ]),
    });
  }
  if (maps !== undefined) {
    tables.push({
      heading: 'A Map, an async handler for each item',
      columns: ['kind', 'items', 'ms', 'µs an item', 'peak MB'],
      rows: maps.map(({ kind, items, milliseconds, microsecondsPerItem, peakMegabytes }) => [
        kind,
        number(items),
        number(milliseconds),
        number(microsecondsPerItem),
        number(peakMegabytes),
      ]),
    });
  }
  if (compileTime !== undefined) {
    tables.push({
      heading: 'Compiling a state machine, in ms',
      columns: ['language', 'states', 'first of a process', 'another one, later', 'the same again'],
      rows: compileTime.map(({ language, states, coldMilliseconds, otherTextsMilliseconds, warmMilliseconds }) => [
        language,
        number(states),
        number(coldMilliseconds),
        number(otherTextsMilliseconds),
        number(warmMilliseconds),
      ]),
    });
  }
  if (longRuns !== undefined) {
    tables.push({
      heading: 'Long executions',
      columns: ['what', 'ms', 'ns a transition'],
      rows: [
        ['waiting a virtual year', longRuns.virtualYearMilliseconds.toFixed(2), '–'],
        ...longRuns.loops.map(({ transitions, milliseconds, nanosecondsPerTransition }) => [
          `a JSONata loop of ${number(transitions)} transitions`,
          milliseconds.toFixed(1),
          number(nanosecondsPerTransition),
        ]),
      ],
    });
  }
  if (endpoint !== undefined) {
    tables.push({
      heading: 'stepbreaker local',
      columns: ['what', 'figure'],
      rows: [
        ['ms until it listens', number(endpoint.listeningMilliseconds)],
        ['ms that Node takes by itself', number(endpoint.bareNodeMilliseconds)],
        [
          `StartExecution + DescribeExecution a second, ${endpoint.connections} connections`,
          number(endpoint.startAndDescribePerSecond),
        ],
      ],
    });
  }
  tables.push({
    heading: 'Targets',
    columns: ['target', 'found', ''],
    rows: checkTargets(results).map(({ target, found, met }) => [
      target,
      number(Number(found)),
      met ? 'met' : 'MISSED',
    ]),
  });
  return tables;
}

const surroundings = ({ date, versions, machine }) =>
  `${date}; ${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}; ${machine}`;

export function asMarkdown(results) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const tables = tablesOf(results).map(({ heading, columns, rows }) =>
    [`#### ${heading}`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n'),
  );
  return [`Medians, measured with \`npm run bench:engine\` (${surroundings(results)}).`, ...tables].join('\n\n');
}

export function asText(results) {
  const tables = tablesOf(results).map(({ heading, columns, rows }) => {
    const widths = columns.map((column, index) => Math.max(...[columns, ...rows].map((row) => row[index].length)));
    // Words stand on the left, figures on the right.
    const pad = (cell, index) =>
      rows.every((row) => /^[\d–]/.test(row[index])) ? cell.padStart(widths[index]) : cell.padEnd(widths[index]);
    const line = (cells) => `  ${cells.map(pad).join('  ')}`.trimEnd();
    return [heading, line(columns), ...rows.map(line)].join('\n');
  });
  return [surroundings(results), ...tables].join('\n\n');
}
