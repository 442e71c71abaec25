import { describe, expect, test } from '@jest/globals';
import { gte, plus } from './operators.js';
import { jsonata } from './jsonata.js';
import { mapOver } from './map.js';
import { call, done, reserving, shop, statesOf } from './shop.fixture.js';
import { workflow } from './workflow.js';

const counting = workflow<{ variables: { failures: number; last: string } }>();
const each = counting.flow({
  startAt: 'Item',
  states: { Item: { type: 'Pass', output: { n: counting.vars.failures }, next: counting.end() } },
});
const guarded = counting.fragment({
  exits: ['ok', 'open'],
  startAt: 'Reset',
  states: {
    Reset: { type: 'Pass', assign: { failures: 0, last: '{% "$failures" %}' }, next: 'Call' },
    Call: {
      type: 'Task',
      call,
      catch: [{ errors: ['States.ALL'], assign: { failures: plus(counting.vars.failures, 1) }, next: 'Enough' }],
      assign: { last: reserving.result.id },
      next: 'exit:ok',
    },
    Enough: {
      type: 'Choice',
      choices: [
        {
          condition: gte(counting.vars.failures, 2),
          assign: { last: jsonata.string`$failures & ${counting.vars.last}` },
          next: 'Each',
        },
      ],
      default: 'Call',
    },
    Each: { type: 'Map', call: mapOver(each)('{% [$failures] %}'), next: 'exit:open' },
  },
});

describe('a placed fragment', () => {
  const first = guarded.as('A-1', { ok: 'Between', open: 'Done' });
  const second = guarded.as('B', { ok: 'Done', open: 'Done' });
  const states = statesOf(
    shop.machine({
      startAt: first.startAt,
      states: {
        ...first.states,
        Between: { type: 'Pass', output: { failures: first.vars.failures }, next: 'B-Reset' },
        ...second.states,
        Done: done,
      },
    }),
  );

  test('has its prefix on states, also in inner flows, and its exits lead where they were told', () => {
    expect(Object.keys(states)).toEqual([
      'A-1-Reset',
      'A-1-Call',
      'A-1-Enough',
      'A-1-Each',
      'Between',
      'B-Reset',
      'B-Call',
      'B-Enough',
      'B-Each',
      'Done',
    ]);
    expect(states['A-1-Call']).toMatchObject({ Next: 'Between', Catch: [{ Next: 'A-1-Enough' }] });
    expect(states['A-1-Each']).toMatchObject({ Next: 'Done', ItemProcessor: { StartAt: 'A-1-Item' } });
  });

  test('has its prefix on variables, in expressions and in text, not in strings', () => {
    expect(states['A-1-Reset']).toMatchObject({ Assign: { A_1_failures: 0, A_1_last: '{% "$failures" %}' } });
    expect(states['B-Call']).toMatchObject({
      Catch: [{ Assign: { B_failures: '{% $B_failures + 1 %}' } }],
      Assign: { B_last: '{% $states.result.Payload.id %}' },
    });
    expect(states['B-Enough']).toMatchObject({
      Choices: [{ Condition: '{% $B_failures >= 2 %}', Assign: { B_last: '{% $B_failures & $B_last %}' } }],
    });
    expect(states['B-Each']).toMatchObject({ Items: '{% [$B_failures] %}' });
    expect(states['B-Each']).toHaveProperty('ItemProcessor.States.B-Item.Output.n', '{% $B_failures %}');
    expect(states['Between']).toMatchObject({ Output: { failures: '{% $A_1_failures %}' } });
  });

  test('can be part of another fragment', () => {
    const inner = guarded.as('In', { ok: 'exit:out', open: 'exit:out' });
    const outer = workflow().fragment({
      exits: ['out'],
      startAt: 'Go',
      states: { Go: { type: 'Wait', seconds: 1, next: 'In-Reset' }, ...inner.states },
    });
    const placed = outer.as('Out', { out: 'Done' });
    const built = statesOf(shop.machine({ startAt: placed.startAt, states: { ...placed.states, Done: done } }));
    expect(built['Out-Go']).toMatchObject({ Next: 'Out-In-Reset' });
    expect(built['Out-In-Call']).toMatchObject({
      Next: 'Done',
      Catch: [{ Assign: { Out_In_failures: '{% $Out_In_failures + 1 %}' } }],
    });
  });
});
