import { Command } from 'commander';
import { UsageError } from '../src/cli/usage-error.js';
import { demoDefaults, type GivenDemoOptions } from './options.js';
import { sharedDefaults, type GivenSharedOptions } from './shared/shared-options.js';

const EXAMPLES = `
Examples:
  stepbreaker demo                                     the samples, an outage in the middle
  stepbreaker demo --outage 20s..25m --while-open wait nobody falls back: the batch waits for the model
  stepbreaker demo --outage 10s..2m,unavailable,us-east-1 --outage 30s..1m,partial,haiku
  stepbreaker demo --users readers.ndjson --catalogue catalogue.csv --limit 1000 --json
  stepbreaker demo --input '{"state":"HALF_OPEN","failure_count":0}'   begin with a probe
  stepbreaker demo --scenario shared                   request path and warm-up over the same circuits, a region fails
  stepbreaker demo --scenario shared --tasks 50 --outage 20s..1m,throttled --json

Outages are FROM..TO[,error][,model|region|all] in the batch's time; errors are
throttled, unavailable, internal, timeout, slow, dropped, invalid, partial, validation.

Exit codes: 0 everybody was served, 1 somebody was not, 2 wrong use, 130 interrupted.`;

const scenarios = {
  batch: async ({ tasks, duration, ...given }: GivenSharedOptions) => {
    const problems = Object.entries({ tasks, duration }).flatMap(([option, value]) =>
      value === undefined ? [] : [`--${option} is for --scenario shared only: leave it out.`],
    );
    if (problems.length > 0) throw new UsageError(problems);
    return (await import('./run-demo.js')).runDemo(given);
  },
  shared: async (given: GivenSharedOptions) => (await import('./shared/run-shared-demo.js')).runSharedDemo(given),
};

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
    .option('--scenario <name>', 'batch or shared (default: batch)')
    .option('--users <file>', 'readers, one JSON object a line (default: samples/readers.ndjson)')
    .option('--catalogue <file>', 'titles as CSV (default: samples/catalogue.csv)')
    .option('--limit <n>', 'only the first n lines of readers')
    .option('--outage <window>', `when a model fails; may be repeated (default: ${demoDefaults.outage})`, collect)
    .option('--no-outage', 'no model fails')
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
    .option('--tasks <n>', `shared: tasks that send a request a second (default: ${sharedDefaults.tasks})`)
    .option('--duration <time>', 'shared: how long requests come (default: 2m)')
    .option('--json', 'print the figures as one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async ({ scenario = 'batch', ...given }: GivenDemoOptions & GivenSharedOptions & { scenario?: string }) => {
      // Loaded when they run: the other commands need none of it.
      const run = Object.hasOwn(scenarios, scenario) ? scenarios[scenario as keyof typeof scenarios] : undefined;
      if (!run) throw new UsageError([`--scenario is "${scenario}", expected ${Object.keys(scenarios).join(' or ')}.`]);
      process.exitCode = await run(given);
    });
}
