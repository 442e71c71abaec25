import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultModels } from '../../state-machines/recommendation-generation.js';
import { parseReader, readCatalogue } from '../../functions/recommendation/index.js';
import { stderr, stdout } from '../../src/cli/terminal-stream.js';
import { paintFor } from '../../src/cli/terminal-style.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { formatDuration } from '../../src/cli/duration.js';
import { noProgress, progressBar } from '../progress.js';
import { readReaderFile } from '../reader-file.js';
import { timelineSvg } from '../timeline-svg.js';
import { readSharedOptions, type GivenSharedOptions } from './shared-options.js';
import { byTier, failedCalls, isEverybodyServed, sharedReport } from './shared-report.js';
import { seconds, type SharedRun } from './shared-run.js';

/**
 * Runs request path and warm-up over the same circuits, writes their files, prints what happened and gives the exit code.
 *
 * @throws UsageError for options and files that cannot be used
 */
export async function runSharedDemo(given: GivenSharedOptions): Promise<number> {
  const options = readSharedOptions(given, [defaultModels.primary, defaultModels.region, defaultModels.cheaper]);
  const began = performance.now();
  const catalogue = await readCatalogue(options.catalogue).catch((error: Error) => {
    throw new UsageError([`--catalogue is "${options.catalogue}", which is no catalogue: ${error.message}`]);
  });
  const { readers } = await readReaderFile(options.users, { parse: parseReader, limit: options.limit });
  if (readers.size === 0) throw new UsageError([`--users is "${options.users}", which has no reader.`]);
  const bar =
    stderr.isTTY && !options.json
      ? progressBar(
          options.tasks * Math.floor(options.duration / 1_000) + readers.size,
          stderr,
          paintFor(stderr, process.env),
        )
      : noProgress;
  // The engine and the AWS SDK take longest to load: wrong use is reported before.
  const { runShared } = await import('./run-shared.js');
  const outcome = await runShared(options, { catalogue, readers }, ({ at }) => bar.served(at)).finally(() => bar.end());
  const run: SharedRun = { ...outcome, wallDuration: performance.now() - began };
  const files = writeFiles(run, options.out);
  if (options.json) stdout.write(`${JSON.stringify(figuresOf(run))}\n`);
  else {
    const paint = paintFor(stdout, process.env);
    stdout.write(sharedReport(run, { paint, width: stdout.columns ?? 110, files }));
  }
  if (run.failure !== undefined) stderr.write(`The warm-up did not end well: ${run.failure}\n`);
  return isEverybodyServed(run) ? 0 : 1;
}

/** The run's figures as one JSON object, for machines. */
export const figuresOf = (run: SharedRun) => ({
  requests: run.requests,
  readers: run.readers,
  requestPath: byTier(run, 'request path'),
  warmUp: byTier(run, 'warm-up'),
  ...(run.failure !== undefined && { failure: run.failure }),
  modelCalls: run.calls.length,
  failedCalls: failedCalls(run),
  probes: run.probes,
  circuits: run.circuits,
  durationMs: run.duration,
  wallDurationMs: Math.round(run.wallDuration),
  seconds: seconds(run),
});

function writeFiles(run: SharedRun, directory: string): { path: string; content: string }[] {
  const table = join(directory, 'shared-seconds.csv');
  const timeline = join(directory, 'shared-timeline.svg');
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(table, csv(run));
    writeFileSync(
      timeline,
      timelineSvg({
        ...run,
        title: `${run.requests.toLocaleString('en-US')} requests and a warm-up over the same circuits, in ${formatDuration(run.duration)}`,
        circuit: run.circuits[0]?.changes ?? [],
        results: run.answers,
      }),
    );
  } catch (error) {
    throw new UsageError([`--out is "${directory}", which cannot be written to: ${(error as Error).message}.`]);
  }
  return [
    { path: table, content: 'what each tier served, second by second' },
    { path: timeline, content: 'the run as a picture' },
  ];
}

const COLUMNS = ['primary', 'region', 'cheaper', 'cached', 'static', 'rejected'] as const;

function csv(run: SharedRun): string {
  const head = ['second', 'circuit', ...COLUMNS.map((t) => `requests ${t}`), ...COLUMNS.map((t) => `warm-up ${t}`)];
  const rows = seconds(run).map(({ second, circuit, answers }) => [
    second,
    circuit,
    ...COLUMNS.map((tier) => answers['request path'][tier] ?? 0),
    ...COLUMNS.map((tier) => answers['warm-up'][tier] ?? 0),
  ]);
  return [head, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
}
