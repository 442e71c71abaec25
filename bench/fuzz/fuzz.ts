import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { areas } from './areas.js';
import { runArea, type AreaResult } from './run-area.js';

/** An input that takes longer than this will not come to an end: the fuzzer stops there. */
const HANG_MS = 15_000;

/** What the main thread of a program has. */
const STACK_MB = 1;

const USAGE = `Feeds random inputs to parsers, expressions, the checker, executions and the HTTP API.
  --inputs N    how many in all, shared out among the areas (default 1000000)
  --seed TEXT   the same seed makes the same inputs (default 1)
  --area NAME   only this one: ${areas.map(({ name }) => name).join(', ')}
  --from N      the first input of each area (default 0), to see one again with --inputs 1`;

/** What the thread that works is to do, and where it notes what it is at: the area, the input, and when it began. */
interface Order {
  readonly inputs: number;
  readonly seed: string;
  readonly area: string | undefined;
  readonly from: number;
  readonly progress: Float64Array;
}

function readOrder(): Order {
  const { values } = parseArgs({
    options: {
      inputs: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      area: { type: 'string' },
      from: { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  });
  const [inputs, from] = [Number(values.inputs), Number(values.from)];
  const isKnown = values.area === undefined || areas.some(({ name }) => name === values.area);
  if (values.help || !isKnown || !Number.isInteger(inputs) || !Number.isInteger(from)) {
    console.log(USAGE);
    process.exit(values.help ? 0 : 2);
  }
  const progress = new Float64Array(new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT));
  return { inputs, seed: values.seed, area: values.area, from, progress };
}

/** In a thread of its own: what hangs or runs out of memory there does not take the report with it. */
async function work({ inputs, seed, area: only, from, progress }: Order): Promise<void> {
  for (const [number, area] of areas.entries()) {
    if (only !== undefined && area.name !== only) continue;
    const share = only === undefined ? Math.ceil((inputs * area.share) / 100) : inputs;
    const onInput = (index: number): void => void progress.set([number, index, Date.now()]);
    const result = await runArea(area, { seed, from, inputs: share, onInput });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread, not to a window
    parentPort?.postMessage(result);
  }
}

async function watch(order: Order): Promise<void> {
  const started = performance.now();
  const results: AreaResult[] = [];
  const worker = new Worker(new URL(import.meta.url), { workerData: order, resourceLimits: { stackSizeMb: STACK_MB } });
  const problem = await new Promise<string | undefined>((resolve) => {
    const watchdog = setInterval(() => {
      const since = order.progress[2] ?? 0;
      if (since > 0 && Date.now() - since > HANG_MS) end(`hangs at ${place(order.progress)}`);
    }, 500);
    const end = (outcome?: string): void => {
      clearInterval(watchdog);
      resolve(outcome);
    };
    worker.on('message', (result: AreaResult) => {
      results.push(result);
      printResult(result);
    });
    worker.once('error', (error) => end(`crashed at ${place(order.progress)}: ${error.stack ?? error.message}`));
    worker.once('exit', () => end());
  });
  await worker.terminate();
  const inputs = results.reduce((sum, result) => sum + result.inputs, 0);
  const findings = results.reduce((sum, result) => sum + result.findings.length, 0);
  const seconds = Math.round((performance.now() - started) / 1000);
  const outcome = findings === 0 ? 'no crash, no hang, no undocumented error' : `${findings} findings`;
  console.log(`fuzz: ${inputs.toLocaleString('en')} inputs in ${seconds} s, seed ${order.seed}: ${problem ?? outcome}`);
  process.exitCode = problem === undefined && findings === 0 ? 0 : 1;
}

function place([area = 0, index = 0]: Float64Array): string {
  return `--area '${areas[area]?.name}' --from ${index}`;
}

const FINDINGS_SHOWN = 20;

function printResult({ area, inputs, accepted, milliseconds, slowest, findings }: AreaResult): void {
  const rate = Math.round((inputs * 1000) / milliseconds).toLocaleString('en');
  const share = Math.round((accepted * 100) / inputs);
  console.log(
    `${area.padEnd(18)}${inputs.toLocaleString('en').padStart(9)} inputs  ${rate.padStart(8)}/s  ${String(share).padStart(3)} % accepted  slowest ${Math.round(slowest)} ms`,
  );
  for (const { index, problem, input } of findings.slice(0, FINDINGS_SHOWN)) {
    console.log(`  ✗ --area '${area}' --from ${index} --inputs 1: ${problem}\n    ${input}`);
  }
}

if (isMainThread) await watch(readOrder());
// What this module hands to its own thread.
else await work(workerData as Order);
