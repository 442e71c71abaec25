import { describe, expect, test } from '@jest/globals';
import { stripVTControlCharacters } from 'node:util';
import { machine, pending, type Run } from '../jest.js';
import { cart, shop } from '../shop.fixture.js';

const declined = { error: 'Declined', cause: 'card expired' };
const paid = (total = 80) =>
  machine(shop).task('Quote', { total }).task('Charge', { receipt: 7 }).task('Pack', 'parcel');
const run: Run = await paid().task('Charge', { error: 'Throttled' }, { receipt: 7 }).run(cart);
const refused: Run = await paid().task('Charge', declined).task('Pack', 0).optional().run(cart);

/** The message of an assertion that fails. */
function messageOf(assert: () => void): readonly string[] {
  try {
    assert();
  } catch (error) {
    return stripVTControlCharacters(error instanceof Error ? error.message : String(error)).split('\n');
  }
  return ['it passed'];
}

const TAKEN = [
  'The execution took this path:',
  '  Quote',
  '  IsLarge',
  '  Charge (retried once, 1 s)',
  '  Each (3 iterations)',
  '    [0…2] Pack → Label',
  '  SUCCEEDED after 1 s',
];

describe('toHaveTakenPath', () => {
  test('compares states in their order; iterations only when they are named', () => {
    expect(run).toHaveTakenPath(['Quote', 'IsLarge', 'Charge', 'Each']);
    expect(run).toHaveTakenPath(['Quote', 'IsLarge', 'Charge', 'Each', 'Each[*].Pack', 'Each[*].Label']);
    expect(run).not.toHaveTakenPath(['Quote', 'IsLarge', 'Charge', 'Each', 'Each[0].Pack']);
    expect(run.taken.slice(3, 6)).toEqual(['Each', 'Each[0].Pack', 'Each[0].Label']);
  });

  test('draws both paths, and shows the Choice that decided with what it compared', () => {
    expect(messageOf(() => expect(run).toHaveTakenPath(['Quote', 'IsLarge', 'Approve', 'Charge', 'Each']))).toEqual([
      'expect(run).toHaveTakenPath(path)',
      '',
      "The paths part at step 3: expected 'Approve', taken 'Charge'.",
      '',
      '     expected  taken',
      '  1  Quote     Quote',
      '  2  IsLarge   IsLarge',
      '✗ 3  Approve   Charge',
      '  4  Charge    Each',
      '  5  Each      (end)',
      '',
      'IsLarge (Choice):',
      '  input      {"items":["book","pen","lamp"],"limit":90,"vip":false,"quote":{"total":80}}',
      '  rules      1. $.quote.total NumericGreaterThan 100  → no (Approve)',
      '                $.quote.total = 80',
      '             2. ($.quote.total NumericGreaterThanPath $.limit and $.vip BooleanEquals false)  → no (Approve)',
      '                $.quote.total = 80',
      '                $.limit = 90',
      '                $.vip = false',
      '             Default  → Charge',
      '  output     {"items":["book","pen","lamp"],"limit":90,"vip":false,"quote":{"total":80}}',
      '',
      'It ended: SUCCEEDED after 1 s',
    ]);
  });

  test('shows the stages of a task that went elsewhere', () => {
    expect(messageOf(() => expect(refused).toHaveTakenPath(['Quote', 'IsLarge', 'Charge', 'Each']))).toEqual([
      'expect(run).toHaveTakenPath(path)',
      '',
      "The paths part at step 4: expected 'Each', taken 'Refuse'.",
      '',
      '     expected  taken',
      '  1  Quote     Quote',
      '  2  IsLarge   IsLarge',
      '  3  Charge    Charge',
      '✗ 4  Each      Refuse',
      '',
      'Charge (Task):',
      '  input      {"items":["book","pen","lamp"],"limit":90,"vip":false,"quote":{"total":80}}',
      '  arguments  {"FunctionName":"${ChargeFunction.Arn}","Payload":{"total":80}}',
      '  error      Declined: card expired',
      '  output     {"Error":"Declined","Cause":"card expired"}',
      '',
      'It ended: FAILED with Refused after 0 s',
    ]);
  });

  test('explains conditions in JSONata, with variables', async () => {
    const jsonata = {
      QueryLanguage: 'JSONata',
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { limit: 5 }, Next: 'Check' },
        Check: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $sum($states.input.n) > $limit %}', Next: 'Yes' }],
          Default: 'No',
        },
        Yes: { Type: 'Succeed' },
        No: { Type: 'Succeed' },
      },
    };
    const counted = await machine(jsonata).run({ n: [1, 2] });
    expect(messageOf(() => expect(counted).toHaveTakenPath(['Set', 'Check', 'Yes']))).toEqual(
      expect.arrayContaining([
        '  rules      1. $sum($states.input.n) > $limit  → no (Yes)',
        '                $states.input.n = [1,2]',
        '                $limit = 5',
        '             Default  → No',
      ]),
    );
  });
});

describe('toSucceedWith and toFailWith', () => {
  test('compare the output, or the error and cause', () => {
    expect(run).toSucceedWith(['parcel', 'parcel', expect.any(String)]);
    expect(run).toSucceedWith();
    expect(refused).toFailWith('Refused');
    expect(refused).toFailWith(/^Ref/, /declined/);
    expect(refused).not.toFailWith('Refused', 'another cause');
    expect(run).not.toFailWith('Refused');
  });

  test('show the difference of outputs', () => {
    expect(messageOf(() => expect(run).toSucceedWith(['parcel', 'parcel']))).toEqual([
      'expect(run).toSucceedWith(output)',
      '',
      'It succeeded with another output:',
      '',
      '- Expected',
      '+ Received',
      '',
      '  Array [',
      '    "parcel",',
      '    "parcel",',
      '+   "parcel",',
      '  ]',
      '',
      ...TAKEN,
      '',
      expect.stringContaining('Each (Map)'),
      expect.stringContaining('input'),
      '  output     ["parcel","parcel","parcel"]',
    ]);
  });

  test('show where and why an execution failed', () => {
    expect(messageOf(() => expect(refused).toSucceedWith())).toEqual([
      'expect(run).toSucceedWith(output)',
      '',
      'It ended: FAILED with Refused after 0 s',
      '',
      'The execution took this path:',
      '  Quote',
      '  IsLarge',
      '  Charge (caught Declined)',
      '  Refuse (failed: Refused)',
      '  FAILED with Refused after 0 s',
      '',
      'Refuse (Fail):',
      '  input      {"Error":"Declined","Cause":"card expired"}',
      '  error      Refused: the card was declined',
    ]);
    expect(messageOf(() => expect(refused).toFailWith('Declined', /expired/)).slice(0, 5)).toEqual([
      'expect(run).toFailWith(error, cause)',
      '',
      'Expected  "Declined", with cause /expired/',
      'It ended  FAILED with Refused: the card was declined',
      '',
    ]);
  });
});

describe('matchers of single states', () => {
  test('toHaveVisited', () => {
    expect(run).toHaveVisited('Each[1].Pack', 1);
    expect(run).toHaveVisited('Pack', 3);
    expect(run).not.toHaveVisited('Refuse');
    expect(messageOf(() => expect(run).toHaveVisited('Refused'))).toEqual([
      'expect(run).toHaveVisited(state, times)',
      '',
      "Expected 'Refused' to be visited; visits: 0.",
      '',
      "The machine has no state 'Refused': is 'Refuse' meant?",
      '',
      ...TAKEN,
    ]);
  });

  test('toHaveRetried', () => {
    expect(run).toHaveRetried('Charge', 1);
    expect(run).not.toHaveRetried('Quote');
    expect(messageOf(() => expect(run).toHaveRetried('Charge', 2))).toEqual([
      'expect(run).toHaveRetried(state, times)',
      '',
      "Expected 'Charge' to retry 2 times; it retried once in one visit.",
      '',
      'Charge (Task, attempt 2):',
      '  input      {"items":["book","pen","lamp"],"limit":90,"vip":false,"quote":{"total":80}}',
      '  arguments  {"FunctionName":"${ChargeFunction.Arn}","Payload":{"total":80}}',
      '  result     {"ExecutedVersion":"$LATEST","Payload":{"receipt":7},"StatusCode":200}',
      '  output     {"items":["book","pen","lamp"],"limit":90,"vip":false,"quote":{"total":80},"charge":{"receipt":7}}',
      '',
      ...TAKEN,
    ]);
  });

  test('toHaveCaught', () => {
    expect(refused).toHaveCaught('Charge');
    expect(refused).toHaveCaught('Charge', 'Declined');
    expect(run).not.toHaveCaught('Charge');
    expect(messageOf(() => expect(refused).toHaveCaught('Charge', 'Throttled'))).toContain(
      'Expected \'Charge\' to catch "Throttled"; it caught Declined.',
    );
  });

  test('toHaveCalled', () => {
    expect(run).toHaveCalled('Charge', 2);
    expect(run).toHaveCalled('Each[2].Pack', 'lamp');
    expect(run).toHaveCalled('ChargeFunction', { total: 80 });
    expect(run).toHaveCalled('*:function:pack', 3);
    expect(run).not.toHaveCalled('Approve');
    expect(messageOf(() => expect(run).toHaveCalled('Quote', { ...cart, limit: 80 }))).toEqual([
      'expect(run).toHaveCalled(stateOrResource, timesOrArguments)',
      '',
      'Expected \'Quote\' to be called with {"items": ["book", "pen", "lamp"], "limit": 80, "vip": false}; calls: 1.',
      '',
      'The calls:',
      '  1. Quote  {"items":["book","pen","lamp"],"limit":90,"vip":false}',
      '',
      '- Expected',
      '+ Received',
      '',
      '  Object {',
      '    "items": Array [',
      '      "book",',
      '      "pen",',
      '      "lamp",',
      '    ],',
      '-   "limit": 80,',
      '+   "limit": 90,',
      '    "vip": false,',
      '  }',
      '',
      ...TAKEN,
    ]);
  });
});

describe('matchers of the whole execution', () => {
  test('toHaveTaken', () => {
    expect(run).toHaveTaken({ seconds: 1 });
    expect(run).toHaveTaken(1000);
    expect(run).toHaveTaken({ atLeast: 500, atMost: { seconds: 1 } });
    expect(messageOf(() => expect(run).toHaveTaken({ minutes: 1, seconds: 30 }))).toContain(
      'Expected 1 min 30 s. It took 1 s.',
    );
    expect(messageOf(() => expect(run).toHaveTaken({ atLeast: { hours: 2 } }))).toContain(
      'Expected at least 2 h. It took 1 s.',
    );
  });

  test('toStayWithinQuotas names the largest payload', async () => {
    expect(run).toStayWithinQuotas();
    const large = await paid()
      .task('Quote', { total: 1, text: 'x'.repeat(1000) })
      .task('Pack', '')
      .run(cart);
    const message = messageOf(() => expect(large).toStayWithinQuotas({ payloadBytes: 1000 }));
    expect(message).toEqual([
      'expect(run).toStayWithinQuotas(limits)',
      '',
      '✗ largest payload, bytes                 1,107 of 1,000  output of Charge',
      '  events in the history                     45 of 25,000',
      '  iterations of a Map at a time              3 of 40  Map Each',
      expect.stringMatching(/^ {2}definition, bytes +[\d,]+ of 1,048,576$/),
      '',
      'It ended: SUCCEEDED after 0 s',
    ]);
  });

  test('the path reads well in a snapshot', () => {
    expect(run.path().split('\n')).toEqual(TAKEN.slice(1).map((line) => line.slice(2)));
  });

  test('anything but a run is refused', () => {
    expect(messageOf(() => expect(paid().run(cart)).toSucceedWith())).toEqual([
      'toSucceedWith is for what machine(…).run() or start() gave, but got [object Promise]: await it first',
    ]);
  });

  test('an execution that is going on can be looked at', async () => {
    const execution = await machine(shop).task('Quote', { total: 200 }).task('Approve', pending).start(cart);
    expect(execution).toHaveVisited('Approve');
    expect(execution).not.toSucceedWith();
  });
});
