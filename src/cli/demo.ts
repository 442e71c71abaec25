import { Command } from 'commander';
import { defaultModels } from '../../state-machines/recommendation-generation.js';
import { parseReader, readCatalogue } from '../recommendation/index.js';
import { interruptible } from './demo/interrupt.js';
import { demoDefaults, readDemoOptions, type DemoOptions, type GivenDemoOptions } from './demo/options.js';
import { openOutputFiles, servedReaders, type OutputFiles } from './demo/output-files.js';
import { noProgress, progressBar } from './demo/progress.js';
import { readReaderFile } from './demo/reader-file.js';
import { report } from './demo/report.js';
import { runBatch } from './demo/run-batch.js';
import type { RunRecord } from './demo/run-record.js';
import { summarise } from './demo/summary.js';
import { timelineSvg } from './demo/timeline-svg.js';
import { paintFor } from './terminal-style.js';
import { UsageError } from './usage-error.js';

const EXAMPLES = `
Examples:
  stepbreaker demo                                     the samples, an outage in the middle
  stepbreaker demo --outage 20s..25m --while-open wait nobody falls back: the batch waits for the model
  stepbreaker demo --outage 10s..2m,unavailable,us-east-1 --outage 30s..1m,partial,haiku
  stepbreaker demo --users readers.ndjson --catalogue catalogue.csv --limit 1000 --json
  stepbreaker demo --input '{"state":"HALF_OPEN","failure_count":0}'   begin with a probe

Outages are FROM..TO[,error][,model|region|all] in the batch's time; errors are
throttled, unavailable, internal, timeout, slow, dropped, invalid, partial, validation.

Exit codes: 0 everybody was served, 1 somebody was not, 2 wrong use, 130 interrupted.`;

/** The `demo` command: the recommendation batch, a model outage, and what the circuit breaker made of it. */
export function demoCommand(): Command {
  const collect = (value: string, before: readonly string[] | boolean | undefined): readonly string[] => [
    ...(Array.isArray(before) ? before : []),
    value,
  ];
  return new Command('demo')
    .summary('run the recommendation batch through a model outage')
    .description(
      'Runs the recommendation batch on the embedded Step Functions, in virtual time, while a model goes down and comes back.',
    )
    .option('--users <file>', 'readers, one JSON object a line (default: samples/readers.ndjson)')
    .option('--catalogue <file>', 'titles as CSV (default: samples/catalogue.csv)')
    .option('--limit <n>', 'only the first n lines of readers')
    .option('--outage <window>', `when a model is sick; may be repeated (default: ${demoDefaults.outage})`, collect)
    .option('--no-outage', 'every model stays well')
    .option('--chunk <n>', `readers a chunk (default: ${demoDefaults.chunk})`)
    .option('--concurrency <n>', `calls in flight at once (default: ${demoDefaults.concurrency})`)
    .option('--while-open <policy>', `fallback or wait (default: ${demoDefaults.whileOpen})`)
    .option('--clock <mode>', `skip or real (default: ${demoDefaults.clock})`)
    .option('--seed <n>', `the same seed, the same run (default: ${demoDefaults.seed})`)
    .option('--input <json>', 'merged into the input of the execution')
    .option('--strict', 'stop at a malformed line instead of listing it')
    .option('--continue', 'leave out readers who have a result in the output directory')
    .option('--out <directory>', `where results go (default: ${demoDefaults.out})`)
    .option('--port <n>', 'port of the local Bedrock (default: any free one)')
    .option('--json', 'print the figures as one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async (given: GivenDemoOptions) => {
      process.exitCode = await demo(
        readDemoOptions(given, [defaultModels.primary, defaultModels.region, defaultModels.cheaper]),
      );
    });
}

/** Runs the batch, writes its files, prints what happened and gives the exit code. */
async function demo(options: DemoOptions): Promise<number> {
  const began = performance.now();
  const catalogue = await readCatalogue(options.catalogue).catch((error: Error) => {
    throw new UsageError([`--catalogue is "${options.catalogue}", which is no catalogue: ${error.message}`]);
  });
  const { readers, rejected, duplicates } = await readReaderFile(options.users, {
    parse: parseReader,
    limit: options.limit,
  });
  if (options.strict && rejected.length > 0) {
    for (const { file, line, reason } of rejected) process.stderr.write(`${file}:${line} is no reader: ${reason}\n`);
    return 1;
  }
  const served = options.continue ? servedReaders(options.out) : new Set<string>();
  const remaining = new Map([...readers].filter(([id]) => !served.has(id)));
  const files = openOutputFiles(options.out, options.continue);
  const interrupt = interruptible();
  const bar = process.stderr.isTTY && !options.json ? progressBar(remaining.size, process.stderr) : noProgress;
  let finished = 0;
  try {
    files.writeRejected(rejected);
    const batch = await runBatch(
      options,
      { catalogue, readers: remaining },
      {
        signal: interrupt.signal,
        onResult(result) {
          files.append(result);
          finished += 1;
          bar.served(result.at);
        },
        onCircuit: ({ state }) => bar.circuit(state),
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
    files.writeTimeline(timelineSvg(run));
    show(run, options, files);
    if (batch.failure === undefined) return summarise(run).lost + summarise(run).duplicated > 0 ? 1 : 0;
    process.stderr.write(`The batch did not end well: ${batch.failure}\n`);
    return 1;
  } finally {
    bar.end();
    interrupt.release();
    files.close();
  }
}

function show(run: RunRecord, options: DemoOptions, files: OutputFiles): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(summarise(run))}\n`);
    return;
  }
  const written = [
    { path: files.results, content: 'who got what, from which tier' },
    { path: files.timeline, content: 'the run as a picture' },
    ...(run.rejected.length > 0 ? [{ path: files.rejected, content: 'lines that were no readers' }] : []),
  ];
  const paint = paintFor(process.stdout, process.env);
  process.stdout.write(report(run, { paint, width: process.stdout.columns ?? 100, files: written }));
}

function interrupted(finished: number, total: number, files: OutputFiles): number {
  const again = ['npx stepbreaker', ...process.argv.slice(2).filter((word) => word !== '--continue'), '--continue'];
  process.stderr.write(
    `\nInterrupted: ${finished} of ${total} readers have their answer in ${files.results}.\nGo on with the others: ${again.map(quoted).join(' ')}\n`,
  );
  return 130;
}

const quoted = (word: string): string =>
  /^[\w./:=,@ -]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
