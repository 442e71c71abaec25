import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { assertRun, machine, pending } from './index.js';
import { cart, shop } from './shop.fixture.js';

const paid = machine(shop).task('Quote', { total: 80 }).task('Charge', { receipt: 7 }).task('Pack', 'parcel');
const run = await paid.run(cart);

function failureOf(assertion: () => void): assert.AssertionError {
  try {
    assertion();
  } catch (error) {
    if (error instanceof assert.AssertionError) return error;
    throw error;
  }
  throw new Error('the assertion held');
}

test('assertions that hold say nothing', () => {
  assertRun(run).toSucceedWith(['parcel', 'parcel', 'parcel']);
  assertRun(run).toHaveTakenPath(['Quote', 'IsLarge', 'Charge', 'Each']);
  assertRun(run).toHaveCalled('Charge', { total: 80 });
  assertRun(run).toStayWithinQuotas();
  assertRun(run).not.toFailWith('Declined');
  assertRun(run).not.toHaveVisited('Refuse');
});

test('one that does not hold throws an AssertionError that draws the paths and begins at the test', () => {
  const failure = failureOf(() => assertRun(run).toHaveTakenPath(['Quote', 'IsLarge', 'Approve']));
  expect(failure.message).toContain(
    [
      'assertRun(run).toHaveTakenPath(path)',
      '',
      "The paths part at step 3: expected 'Approve', taken 'Charge'.",
      '',
      '     expected  taken',
      '  1  Quote     Quote',
      '  2  IsLarge   IsLarge',
      '✗ 3  Approve   Charge',
      '  4  (end)     Each',
    ].join('\n'),
  );
  expect(failure).toMatchObject({ code: 'ERR_ASSERTION', operator: 'toHaveTakenPath' });
  expect(/\n +at (.*)/.exec(failure.stack ?? '')?.[1]).toContain('assert-run.test.ts');
});

test('the difference of outputs is that of node:assert', () => {
  const { message } = failureOf(() => assertRun(run).toSucceedWith(['parcel', 'parcel']));
  expect(message).toMatch(
    /^assertRun\(run\)\.toSucceedWith\(output\)\n\nIt succeeded with another output:\n\n.*deep-equal:/,
  );
  expect(message).toMatch(/^[+] +'parcel',?$/m);
});

test('a negated one names itself so', () => {
  const { message } = failureOf(() => assertRun(run).not.toHaveCalled('Quote', cart));
  expect(message).toMatch(
    /^assertRun\(run\)\.not\.toHaveCalled\(.*\)\n\nExpected 'Quote' not to be called with \{ items: \[/,
  );
});

test('an execution that is going on can be looked at', async () => {
  const execution = await machine(shop).task('Quote', { total: 200 }).task('Approve', pending).start(cart);
  assertRun(execution).toHaveVisited('Approve');
  assertRun(execution).not.toSucceedWith();
});

test('an assertion of node:assert in a mock function fails the test, whatever the machine catches', async () => {
  const catchesAll = {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sns:publish',
        Parameters: { amount: 1 },
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }],
        End: true,
      },
      Done: { Type: 'Succeed' },
    },
  };
  const asserting = machine(catchesAll).task('Ask', ({ amount }: { amount: number }) => assert.equal(amount, 2));
  await assert.rejects(asserting.run(), { name: 'AssertionError', actual: 1, expected: 2 });
});
