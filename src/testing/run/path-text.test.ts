import { describe, expect, test } from '@jest/globals';
import { after, machine } from '../index.js';

const fn = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const task = (name: string, more: object = { End: true }): object => ({ Type: 'Task', Resource: fn(name), ...more });

describe('paths', () => {
  test('of nested Maps and Parallel states', async () => {
    const nested = {
      StartAt: 'Outer',
      States: {
        Outer: {
          Type: 'Map',
          ItemProcessor: {
            StartAt: 'Inner',
            States: {
              Inner: {
                Type: 'Map',
                ItemProcessor: { StartAt: 'Leaf', States: { Leaf: { Type: 'Pass', End: true } } },
                Next: 'After',
              },
              After: { Type: 'Pass', End: true },
            },
          },
          Next: 'Both',
        },
        Both: {
          Type: 'Parallel',
          Branches: [
            {
              StartAt: 'Left',
              States: { Left: { Type: 'Wait', Seconds: 5, Next: 'Left end' }, 'Left end': { Type: 'Succeed' } },
            },
            { StartAt: 'Right', States: { Right: { Type: 'Pass', End: true } } },
          ],
          End: true,
        },
      },
    };
    const run = await machine(nested).run([[1, 2], [3]]);
    expect(run.taken).toEqual([
      'Outer',
      'Outer[0].Inner',
      'Outer[0].Inner[0].Leaf',
      'Outer[0].Inner[1].Leaf',
      'Outer[0].After',
      'Outer[1].Inner',
      'Outer[1].Inner[0].Leaf',
      'Outer[1].After',
      'Both',
      'Both[0].Left',
      'Both[0].Left end',
      'Both[1].Right',
    ]);
    expect(run.path().split('\n')).toEqual([
      'Outer (2 iterations)',
      '  [0] Inner (2 iterations)',
      '        [0…1] Leaf',
      '      After',
      '  [1] Inner (1 iteration)',
      '        [0] Leaf',
      '      After',
      'Both (5 s)',
      '  [0] Left (5 s) → Left end',
      '  [1] Right',
      'SUCCEEDED after 5 s',
    ]);
  });

  test('are those of the iterations, however the tasks interleave', async () => {
    const each = {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemProcessor: { StartAt: 'A', States: { A: task('a', { Next: 'B' }), B: task('b') } },
          End: true,
        },
      },
    };
    const run = await machine(each)
      .task('A', (n: number) => after(n * 100, n))
      .task('B', (n: number) => after(1000 - n * 200, n))
      .run([3, 1, 2]);
    expect(run.taken).toEqual(['Each', ...[0, 1, 2].flatMap((i) => [`Each[${i}].A`, `Each[${i}].B`])]);
    expect(run.calls.map(({ address }) => address)).toEqual([
      'Each[0].A',
      'Each[1].A',
      'Each[2].A',
      'Each[1].B',
      'Each[2].B',
      'Each[0].B',
    ]);
    expect(run.path()).toContain('[0] A (300 ms) → B (400 ms)');
  });

  test('show where iterations failed, and what caught it', async () => {
    const each = {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemProcessor: { StartAt: 'A', States: { A: task('a') } },
          Retry: [{ ErrorEquals: ['Flaky'], MaxAttempts: 1 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Sorry' }],
          End: true,
        },
        Sorry: { Type: 'Pass', End: true },
      },
    };
    const run = await machine(each).task('A', 1, { error: 'Flaky' }, 1, { error: 'Hard' }).run([1, 2]);
    expect(run.path().split('\n')).toEqual([
      'Each (2 iterations, retried once, caught Hard, 1 s)',
      '  [0] A',
      '  [1] A (failed: Flaky)',
      '  [1] A (failed: Hard)',
      'Sorry',
      'SUCCEEDED after 1 s',
    ]);
  });

  test('show runtime failures, evaluation errors and aborted states', async () => {
    const failing = {
      QueryLanguage: 'JSONata',
      StartAt: 'Bad',
      States: { Bad: { Type: 'Pass', Output: '{% $states.input.missing %}', End: true } },
    };
    const run = await machine(failing).run();
    expect(run.path()).toBe(
      'Bad (failed: States.QueryEvaluationError)\nFAILED with States.QueryEvaluationError after 0 s',
    );
    const output = {
      QueryLanguage: 'JSONata',
      StartAt: 'Task',
      States: {
        Task: task('a', {
          Output: '{% $states.result.missing %}',
          Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Sorry' }],
          End: true,
        }),
        Sorry: { Type: 'Pass', End: true },
      },
    };
    const caught = await machine(output).task('Task', {}).run();
    expect(caught.path()).toBe('Task (caught States.QueryEvaluationError)\nSorry\nSUCCEEDED after 0 s');
    const parallel = {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Long', States: { Long: { Type: 'Wait', Seconds: 60, End: true } } },
            { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'No' } } },
          ],
          End: true,
        },
      },
    };
    const aborted = await machine(parallel).run();
    expect(aborted.path().split('\n')).toEqual([
      'Both (failed: No)',
      '  [0] Long (not left)',
      '  [1] No (failed: No)',
      'FAILED with No after 0 s',
    ]);
  });
});
