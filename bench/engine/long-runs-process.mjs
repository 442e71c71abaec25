/** @module The child process that waits a virtual year, and loops for long; the argument is the engine's URL. */
import { median } from './median.mjs';

const [url] = process.argv.slice(2);
const { createEngine } = await import(url);
const TIMES = 15;

async function timed(definition, type, input) {
  const runs = [];
  for (let run = 0; run < TIMES; run++) {
    const engine = createEngine();
    const { stateMachineArn } = engine.createStateMachine({ name: 'bench', definition, type });
    const started = performance.now();
    const execution = engine.startExecution({ stateMachineArn, input });
    await execution.finished;
    runs.push(performance.now() - started);
    if (execution.status !== 'SUCCEEDED') throw new Error(`${execution.status}: ${execution.error} ${execution.cause}`);
  }
  return median(runs);
}

const year = { StartAt: 'Year', States: { Year: { Type: 'Wait', Seconds: 365 * 86_400, End: true } } };

const loop = {
  QueryLanguage: 'JSONata',
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Assign: { left: '{% $states.input %}' }, Next: 'Count' },
    Count: { Type: 'Pass', Assign: { left: '{% $left - 1 %}' }, Next: 'Enough' },
    Enough: { Type: 'Choice', Choices: [{ Condition: '{% $left > 0 %}', Next: 'Count' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

const loops = [];
for (const turns of [1000, 10_000, 100_000]) {
  const transitions = 2 + 2 * turns;
  const milliseconds = await timed(loop, 'EXPRESS', turns);
  loops.push({ transitions, milliseconds, nanosecondsPerTransition: Math.round((milliseconds * 1e6) / transitions) });
}
process.send({ virtualYearMilliseconds: await timed(year, 'STANDARD', {}), loops });
