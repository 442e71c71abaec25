import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createEngine, skipClock, type Execution } from '../index.js';
import { lambdaArn } from '../fixtures/run-definition.js';
import { size } from '../../../test/size.js';

/** A tree of states: tasks in sequence, branches, iterations. */
type Step =
  | { readonly kind: 'task'; readonly failures: number; readonly wait: number }
  | { readonly kind: 'parallel'; readonly branches: readonly (readonly Step[])[] }
  | { readonly kind: 'map'; readonly items: number; readonly concurrency: number; readonly steps: readonly Step[] };

const { steps } = fc.letrec<{ steps: Step[]; step: Step }>((tie) => ({
  steps: fc.array(tie('step'), { minLength: 1, maxLength: 3 }),
  step: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('task' as const), failures: fc.nat(2), wait: fc.nat(3) }),
    fc.record({
      kind: fc.constant('parallel' as const),
      branches: fc.array(tie('steps'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('map' as const),
      items: fc.nat(4),
      concurrency: fc.nat(3),
      steps: tie('steps'),
    }),
  ),
}));

/** A machine of these steps; every task is known by its place in the tree, and says so in its output. */
function machineOf(tree: readonly Step[], place: string): object {
  const names = tree.map((_, index) => `${place}.${index}`);
  const states = tree.map((step, index): [string, object] => {
    const name = names[index] ?? '';
    const next = names[index + 1];
    return [name, { ...stateOf(step, name), ...(next === undefined ? { End: true } : { Next: next }) }];
  });
  return { StartAt: names[0], States: Object.fromEntries(states) };
}

function stateOf(step: Step, name: string): object {
  if (step.kind === 'parallel') {
    return {
      Type: 'Parallel',
      Output: '{% $states.input & $string($count($states.result)) %}',
      Branches: step.branches.map((each, index) => machineOf(each, `${name}.${index}`)),
    };
  }
  if (step.kind === 'map') {
    const items = Array.from({ length: step.items }, (_, index) => index);
    return {
      Type: 'Map',
      Items: items,
      Output: '{% $states.input & $string($count($states.result)) %}',
      MaxConcurrency: step.concurrency,
      ItemSelector: '{% $states.input & "." & $states.context.Map.Item.Value %}',
      ItemProcessor: machineOf(step.steps, name),
    };
  }
  const { failures, wait } = step;
  return {
    Type: 'Task',
    Resource: lambdaArn('flaky'),
    Arguments: { place: name, failures, wait, input: '{% $states.input %}' },
    Output: '{% $states.input %}',
  };
}

interface Call {
  readonly place: string;
  readonly failures: number;
  readonly wait: number;
  readonly input: unknown;
}

/** Runs a machine whose tasks fail as often as they are told, redriven until it succeeds. */
async function run(
  tree: readonly Step[],
  isFlaky: boolean,
): Promise<{ output: unknown; calls: Map<string, number>; redrives: number }> {
  const clock = skipClock();
  const engine = createEngine({ clock });
  const failed = new Map<string, number>();
  engine.lambda('flaky', async ({ place, failures, wait, input }: Call, { signal }) => {
    const task = `${place} ${String(input)}`;
    await clock.sleep(wait * 1000, signal);
    const before = failed.get(task) ?? 0;
    if (isFlaky && before < failures) {
      failed.set(task, before + 1);
      throw new RangeError(task);
    }
    return task;
  });
  const definition = { QueryLanguage: 'JSONata', ...machineOf(tree, 's') };
  const execution = engine.startExecution({ ...engine.createStateMachine({ name: 'm', definition }), input: 'i' });
  for (;;) {
    await execution.finished;
    if (execution.status === 'SUCCEEDED') {
      return { output: execution.output, calls: successes(execution), redrives: execution.redriveCount };
    }
    expect(execution.error).toBe('RangeError');
    execution.redrive();
  }
}

/** How often each task succeeded. A success at the very instant at which another branch fails came too late: it is not recorded. */
function successes(execution: Execution): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { lambdaFunctionSucceededEventDetails: details } of execution.history()) {
    if (details === undefined) continue;
    const task = String(details['output']);
    counts.set(task, (counts.get(task) ?? 0) + 1);
  }
  return counts;
}

const RUNS = size({ sample: 20, full: 60 });

test('redriven until it succeeds, a machine gives what it would have given at once, and does nothing twice', async () => {
  let redrives = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (tree) => {
      const smooth = await run(tree, false);
      const bumpy = await run(tree, true);
      expect(bumpy.output).toEqual(smooth.output);
      expect(bumpy.calls).toEqual(smooth.calls);
      redrives += bumpy.redrives;
    }),
    { seed: 20260101, numRuns: RUNS },
  );
  expect(redrives).toBeGreaterThan(0.8 * RUNS);
});
