import { expect, test } from '@jest/globals';
import { parallel } from './parallel.js';
import { done, shop, statesOf } from './shop.fixture.js';
import { workflow } from './workflow.js';

test('runs branches on the same arguments, and knows the result of each', () => {
  const branch = workflow<{ input: { sku: string }; output: { n: number } }>();
  const left = branch.flow({ startAt: 'Left', states: { Left: { type: 'Pass', next: branch.end({ n: 1 }) } } });
  const right = branch.flow({ startAt: 'Right', states: { Right: { type: 'Pass', next: branch.end({ n: 2 }) } } });
  const both = parallel(left, right);
  const states = statesOf(
    shop.machine({
      startAt: 'Both',
      states: {
        Both: {
          type: 'Parallel',
          call: both({ sku: shop.execution.input.sku }),
          assign: { tries: both.result[1].n },
          next: 'Done',
        },
        Done: done,
      },
    }),
  );
  expect(states['Both']).toMatchObject({
    Arguments: { sku: '{% $states.context.Execution.Input.sku %}' },
    Branches: [{ StartAt: 'Left' }, { StartAt: 'Right' }],
    Assign: { tries: '{% $states.result[1].n %}' },
  });
});
