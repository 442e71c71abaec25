import { defaultModels } from '../state-machines/recommendation-generation.js';
import { parseReader, readCatalogue } from '../functions/recommendation/index.js';
import { packageVersion } from '../src/cli/package-root.js';
import { stderr, stdout } from '../src/cli/terminal-stream.js';
import { paintFor } from '../src/cli/terminal-style.js';
import { UsageError } from '../src/cli/usage-error.js';
import { formatDuration } from '../src/cli/duration.js';
import { interruptible } from './interrupt.js';
import { readDemoOptions, type DemoOptions, type GivenDemoOptions } from './options.js';
import { openOutputFiles, servedReaders, type OutputFiles } from './output-files.js';
import { noProgress, progressBar } from './progress.js';
import { readReaderFile } from './reader-file.js';
import { report } from './report.js';
import type { RunRecord } from './run-record.js';
import { summarise } from './summary.js';
import { timelineSvg } from './timeline-svg.js';

/**
 * Runs the batch, writes its files, prints what happened and gives the exit code.
 *
 * @throws UsageError for options and files that cannot be used
 */
export async function runDemo(given: GivenDemoOptions): Promise<number> {
  const options = readDemoOptions(given, [defaultModels.primary, defaultModels.region, defaultModels.cheaper]);
  const began = performance.now();
  const catalogue = await readCatalogue(options.catalogue).catch((error: Error) => {
    throw new UsageError([`--catalogue is "${options.catalogue}", which is no catalogue: ${error.message}`]);
  });
  const { readers, rejected, duplicates } = await readReaderFile(options.users, {
    parse: parseReader,
    limit: options.limit,
  });
  if (options.strict && rejected.length > 0) {
    for (const { file, line, reason } of rejected) stderr.write(`${file}:${line} is no reader: ${reason}\n`);
    return 1;
  }
  const served = options.continue ? servedReaders(options.out) : new Set<string>();
  const remaining = new Map([...readers].filter(([id]) => !served.has(id)));
  const files = openOutputFiles(options.out, options.continue);
  const interrupt = interruptible();
  const bar =
    stderr.isTTY && !options.json ? progressBar(remaining.size, stderr, paintFor(stderr, process.env)) : noProgress;
  let finished = 0;
  try {
    // The engine and the AWS SDK take longest to load: wrong use is reported before.
    const { runBatch } = await import('./run-batch.js');
    const batch = await runBatch(
      options,
      { catalogue, readers: remaining },
      {
        signal: interrupt.signal,
        onStart() {
          files.begin();
          files.writeRejected(rejected);
        },
        onResult(result) {
          files.append(result);
          finished += 1;
          bar.served(result.at);
        },
        onCircuit: (change) => bar.circuit(change),
      },
    );
    bar.end();
    const run: RunRecord = {
      ...batch,
      rejected,
      duplicates,
      servedBefore: readers.size - remaining.size,
      wallDuration: performance.now() - began,
    };
    if (interrupt.signal.aborted) return interrupted(finished, remaining.size, files);
    const title = `${run.readerIds.length.toLocaleString('en-US')} readers in ${formatDuration(run.duration)}, behind a circuit breaker`;
    files.writeTimeline(timelineSvg({ ...run, title }));
    show(run, options, files);
    if (readers.size === 0 && rejected.length > 0) return 1;
    if (batch.failure === undefined) return summarise(run).lost + summarise(run).duplicated > 0 ? 1 : 0;
    stderr.write(`The batch did not end well: ${batch.failure}\n`);
    return 1;
  } finally {
    bar.end();
    interrupt.release();
    files.close();
  }
}

function show(run: RunRecord, options: DemoOptions, files: OutputFiles): void {
  if (options.json) {
    stdout.write(`${JSON.stringify(summarise(run))}\n`);
    return;
  }
  const written = [
    { path: files.results, content: 'who got what, from which tier' },
    { path: files.timeline, content: 'the run as a picture' },
    ...(run.rejected.length > 0 ? [{ path: files.rejected, content: 'lines that were no readers' }] : []),
  ];
  const paint = paintFor(stdout, process.env);
  stdout.write(report(run, { paint, width: stdout.columns ?? 100, files: written }));
}

function interrupted(finished: number, total: number, files: OutputFiles): number {
  const options = [...process.argv.slice(3).filter((word) => word !== '--continue'), '--continue'];
  stderr.write(
    `\nInterrupted: ${finished} of ${total} readers have their answer in ${files.results}.\nGo on with the others: ${demoCommand()} ${options.map(quoted).join(' ')}\n`,
  );
  return 130;
}

/** How the demo was begun: in this repository, or anywhere with npx, which is then to fetch the same version again. */
const demoCommand = (): string =>
  process.env['npm_lifecycle_event'] === 'start' ? 'npm start --' : `npx stepbreaker@${packageVersion()} demo`;

const quoted = (word: string): string =>
  /^[\w./:=,@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
