import { expect, test } from '@jest/globals';
import { eq } from './operators.js';
import { jsonata } from './jsonata.js';
import { distributedMap, mapOver } from './map.js';
import { call, done, reserving, shop, weighing } from './shop.fixture.js';
import { WorkflowError } from './workflow-error.js';
import { workflow } from './workflow.js';

const { machine, vars, execution, end } = shop;
const inner = workflow<{ input: { sku: string }; variables: { tries: number } }>();
const assigning = inner.flow({
  startAt: 'In',
  states: { In: { type: 'Pass', assign: { tries: 2 }, next: inner.end() } },
});
const reading = inner.flow({ startAt: 'In', states: { In: { type: 'Pass', next: inner.end({ n: vars.tries }) } } });
const set = { type: 'Pass', assign: { tries: 1 }, next: 'Each' } as const;
const output = (text: `{%${string}%}`) =>
  machine({ startAt: 'A', states: { A: { type: 'Pass', output: text, next: 'Done' }, Done: done } });

const MISUSES: readonly [name: string, code: string, build: () => unknown][] = [
  [
    'a variable that one path does not assign',
    'SB202',
    () =>
      machine({
        startAt: 'Sort',
        states: {
          Sort: { type: 'Choice', choices: [{ condition: eq(execution.input.sku, ''), next: 'Set' }], default: 'Use' },
          Set: { type: 'Pass', assign: { label: 'x' }, next: 'Use' },
          Use: { type: 'Succeed', output: vars.label },
        },
      }),
  ],
  [
    'what a success assigns, after a catch',
    'SB202',
    () =>
      machine({
        startAt: 'Reserve',
        states: {
          Reserve: {
            type: 'Task',
            call,
            assign: { label: reserving.result.id },
            catch: [{ errors: ['States.ALL'], next: 'Use' }],
            next: 'Use',
          },
          Use: { type: 'Succeed', output: vars.label },
        },
      }),
  ],
  ['a variable that only the text knows', 'SB201', () => output('{% $lable %}')],
  ['text that is not JSONata', 'SB101', () => output('{% $states.input.[ %}')],
  ['an operator of a later JSONata', 'SB101', () => output('{% $states.input.a ?: 1 %}')],
  ['a bare name', 'SB103', () => output('{% sku %}')],
  ['a function that does not exist', 'SB102', () => output('{% $lenght("a") %}')],
  ['$eval', 'SB104', () => output('{% $eval("1") %}')],
  ['the error outside a catcher', 'SB105', () => output('{% $states.errorOutput %}')],
  ['a quoted name that CloudFormation would replace', 'SB106', () => output('{% $states.input.`${x}` %}')],
  [
    'the result of another call',
    'SB402',
    () =>
      machine({
        startAt: 'A',
        states: { A: { type: 'Task', call, assign: { tries: weighing.result.grams }, next: 'Done' }, Done: done },
      }),
  ],
  [
    'a token that nobody gets',
    'SB401',
    () =>
      machine({
        startAt: 'A',
        states: { A: { type: 'Task', call: weighing.waitForToken({ sku: 'a' }), next: 'Done' }, Done: done },
      }),
  ],
  [
    'output said twice',
    'SB015',
    () => machine({ startAt: 'A', states: { A: { type: 'Pass', output: 1, next: end(2) } } }),
  ],
  [
    'a loop without a way out',
    'SB006',
    () =>
      machine({
        startAt: 'Sort',
        states: {
          Sort: { type: 'Choice', choices: [{ condition: eq(execution.input.sku, ''), next: 'Done' }], default: 'A' },
          A: { type: 'Wait', seconds: 1, next: 'B' },
          B: { type: 'Pass', next: 'A' },
          Done: done,
        },
      }),
  ],
  [
    'an island',
    'SB002',
    () =>
      machine({
        startAt: 'Done',
        states: { Done: done, A: { type: 'Pass', next: 'B' }, B: { type: 'Pass', next: 'A' } },
      }),
  ],
  ['no end', 'SB003', () => machine({ startAt: 'A', states: { A: { type: 'Wait', seconds: 1, next: 'A' } } })],
  [
    'a name inside and outside a map',
    'SB004',
    () =>
      machine({
        startAt: 'In',
        states: { In: { type: 'Map', call: mapOver(assigning)(execution.input.parcels), next: 'Done' }, Done: done },
      }),
  ],
  ['a name too long', 'SB005', () => machine({ startAt: 'a'.repeat(81), states: { [`${'a'.repeat(81)}`]: done } })],
  [
    'States.ALL before another',
    'SB302',
    () =>
      machine({
        startAt: 'A',
        states: {
          A: { type: 'Task', call, retry: [{ errors: ['States.ALL'] }, { errors: ['States.Timeout'] }], next: 'Done' },
          Done: done,
        },
      }),
  ],
  [
    'a distributed map that reads an outer variable',
    'SB201',
    () =>
      machine({
        startAt: 'Set',
        states: {
          Set: set,
          Each: { type: 'Map', call: distributedMap(reading)(execution.input.parcels), next: 'Done' },
          Done: done,
        },
      }),
  ],
  [
    'a map that assigns an outer variable',
    'SB203',
    () =>
      machine({
        startAt: 'Set',
        states: {
          Set: set,
          Each: { type: 'Map', call: mapOver(assigning)(execution.input.parcels), next: 'Done' },
          Done: done,
        },
      }),
  ],
  [
    'JSONata text in JSONPath',
    'SB501',
    () =>
      machine({
        queryLanguage: 'JSONPath',
        startAt: 'A',
        states: { A: { type: 'Pass', assign: { tries: jsonata.number`1 + 1` }, next: 'Done' }, Done: done },
      }),
  ],
  [
    'two fragments under one prefix',
    'SB007',
    () => {
      const fragment = (wait: number) =>
        workflow().fragment({
          exits: ['out'],
          startAt: 'Go',
          states: { Go: { type: 'Pass', next: 'Rest' }, Rest: { type: 'Wait', seconds: wait, next: 'exit:out' } },
        });
      const short = workflow().fragment({
        exits: ['out'],
        startAt: 'Go',
        states: { Go: { type: 'Pass', next: 'exit:out' } },
      });
      const [first, second] = [fragment(1).as('P', { out: 'Done' }), short.as('P', { out: 'Done' })];
      return machine({ startAt: first.startAt, states: { ...first.states, ...second.states, Done: done } });
    },
  ],
];

test.each(MISUSES)('%s is %s', (_name, code, build) => {
  expect(build).toThrow(WorkflowError);
  let problems: readonly string[] = [];
  try {
    build();
  } catch (error) {
    problems = (error as WorkflowError).problems.map((problem) => problem.code);
  }
  expect(problems).toContain(code);
});
