import { describe, expect, test } from '@jest/globals';
import type { Expression } from './expression.js';
import { errorName } from './error-name.js';
import { integration } from './integrations/integration.js';
import { jsonata } from './jsonata.js';
import { distributedMap, mapItem, mapOver } from './map.js';
import { and, concat, coalesce, eq, exists, gt, lt, minus, ne, not, or, plus, times } from './operators.js';
import { parallel } from './parallel.js';
import { call, done, reserving, shop, statesOf, weighing } from './shop.fixture.js';
import type { AnyState } from './state.js';
import { dynamicStates } from './dynamic-states.js';
import { WorkflowError } from './workflow-error.js';
import { workflow } from './workflow.js';

const { machine, vars, execution, context, error, end } = shop;
const parcel = workflow<{ input: { sku: string }; output: unknown }>();
const weigh = parcel.flow({
  startAt: 'Weigh',
  states: { Weigh: { type: 'Task', call: weighing({ sku: parcel.input.sku }), next: parcel.end() } },
});

/** A state in JSONPath, after one that sets the variables it reads. */
function one(state: AnyState): Record<string, unknown> {
  const assign = { tries: 0, label: 'none', paid: false };
  const init: AnyState = {
    type: 'Choice',
    choices: [{ condition: eq(execution.input.sku, ''), next: 'Done' }],
    default: 'One',
    assign,
  };
  const states = dynamicStates({ Init: init, One: state, Done: done });
  return statesOf(machine({ queryLanguage: 'JSONPath', startAt: 'Init', states }))['One'] ?? {};
}

function rule(condition: Expression<boolean>): unknown {
  const { Choices } = one({ type: 'Choice', choices: [{ condition, next: 'Done' }], default: 'Done' });
  return (Choices as readonly object[])[0];
}

describe('JSONPath says', () => {
  test('a Task with arguments, result and error', () => {
    const state: AnyState = {
      type: 'Task',
      call: reserving({ sku: execution.input.sku, quantity: plus(vars.tries, 1) }),
      timeoutSeconds: vars.tries,
      heartbeatSeconds: 3,
      credentials: { roleArn: vars.label },
      catch: [{ errors: ['States.ALL'], assign: { label: error.Cause }, next: 'Done' }],
      assign: { label: concat("it's {", reserving.result.id, '}') },
      next: 'Done',
    };
    expect(one(state)).toEqual({
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: {
        FunctionName: '${ReserveArn}',
        Payload: { 'sku.$': '$$.Execution.Input.sku', 'quantity.$': 'States.MathAdd($tries, 1)' },
      },
      Credentials: { 'RoleArn.$': '$label' },
      TimeoutSecondsPath: '$tries',
      HeartbeatSeconds: 3,
      Catch: [{ ErrorEquals: ['States.ALL'], Assign: { 'label.$': '$.Cause' }, Next: 'Done' }],
      OutputPath: '$.Payload',
      Assign: { 'label.$': "States.Format('it\\'s \\{{}\\}', $.Payload.id)" },
      Next: 'Done',
    });
  });

  test('what a Task hands on', () => {
    const next = 'Done';
    expect(
      one({ type: 'Task', call, output: { id: reserving.result.id, list: [vars.tries, 'a'] }, next }),
    ).toMatchObject({
      ResultSelector: { 'id.$': '$.Payload.id', 'list.$': "States.Array($tries, 'a')" },
    });
    expect(one({ type: 'Task', call, next: end(vars.label) })).toMatchObject({ OutputPath: '$label', End: true });
  });

  test('a Pass', () => {
    expect(one({ type: 'Pass', output: { a: [{ b: 1 }] }, next: 'Done' })).toMatchObject({ Result: { a: [{ b: 1 }] } });
    expect(one({ type: 'Pass', output: { a: [{ b: vars.tries }] }, next: 'Done' })).toMatchObject({
      Parameters: { a: [{ 'b.$': '$tries' }] },
    });
    expect(one({ type: 'Pass', output: context.Execution, next: 'Done' })).toMatchObject({ InputPath: '$$.Execution' });
  });

  test('Wait and Fail', () => {
    expect(one({ type: 'Wait', seconds: vars.tries, next: 'Done' })).toMatchObject({ SecondsPath: '$tries' });
    expect(one({ type: 'Wait', timestamp: context.State.EnteredTime, next: 'Done' })).toMatchObject({
      TimestampPath: '$$.State.EnteredTime',
    });
    expect(one({ type: 'Fail', error: errorName('Mine'), cause: vars.label })).toEqual({
      Type: 'Fail',
      Error: 'Mine',
      CausePath: '$label',
    });
  });

  test('Map and Parallel', () => {
    const selected = mapOver(weigh, {
      maxConcurrency: vars.tries,
      itemSelector: { sku: mapItem<{ sku: string }>().Value.sku },
    });
    expect(one({ type: 'Map', call: selected(execution.input.parcels), next: 'Done' })).toMatchObject({
      ItemsPath: '$$.Execution.Input.parcels',
      ItemSelector: { 'sku.$': '$$.Map.Item.Value.sku' },
      MaxConcurrencyPath: '$tries',
      ItemProcessor: { States: { Weigh: { Parameters: { Payload: { 'sku.$': '$.sku' } }, OutputPath: '$.Payload' } } },
    });
    const reader = distributedMap(weigh, {
      itemReader: { resource: 's3:getObject', config: { MaxItems: vars.tries }, arguments: { Key: vars.label } },
    });
    expect(one({ type: 'Map', call: reader(), next: 'Done' })).toMatchObject({
      ItemReader: { ReaderConfig: { MaxItemsPath: '$tries' }, Parameters: { 'Key.$': '$label' } },
    });
    expect(one({ type: 'Parallel', call: parallel(weigh)({ sku: vars.label }), next: 'Done' })).toMatchObject({
      Parameters: { 'sku.$': '$label' },
    });
  });

  test('conditions, with the operator for the type', () => {
    expect(rule(gt(vars.tries, 2))).toMatchObject({ Variable: '$tries', NumericGreaterThan: 2 });
    expect(rule(lt(2, vars.tries))).toMatchObject({ Variable: '$tries', NumericGreaterThan: 2 });
    expect(rule(eq(vars.label, 'a'))).toMatchObject({ StringEquals: 'a' });
    expect(rule(ne(vars.paid, true))).toMatchObject({ Not: { Variable: '$paid', BooleanEquals: true } });
    expect(rule(and(exists(execution.input.gift), or(not(eq(vars.paid, true)), gt(vars.tries, 1))))).toMatchObject({
      And: [
        { Variable: '$$.Execution.Input.gift', IsPresent: true },
        { Or: [{ Not: { BooleanEquals: true } }, { NumericGreaterThan: 1 }] },
      ],
    });
    expect(rule(vars.paid)).toMatchObject({ Variable: '$paid', BooleanEquals: true });
    expect(one({ type: 'Pass', assign: { tries: minus(vars.tries, 2) }, next: 'Done' })).toMatchObject({
      Assign: { 'tries.$': 'States.MathAdd($tries, -2)' },
    });
  });

  test('comparisons of data with data, whose types are asked for', () => {
    expect(rule(gt(vars.tries, execution.input.quantity))).toMatchObject({
      Or: [
        {
          And: [
            { Variable: '$tries', IsNumeric: true },
            { Variable: '$$.Execution.Input.quantity', IsNumeric: true },
            { Variable: '$tries', NumericGreaterThanPath: '$$.Execution.Input.quantity' },
          ],
        },
        { And: [{ IsString: true }, { IsString: true }, { StringGreaterThanPath: '$$.Execution.Input.quantity' }] },
      ],
    });
  });
});

describe('JSONPath cannot say', () => {
  const next = 'Done';
  const custom = integration<unknown, unknown>('custom:call');
  const cases: readonly [what: string, field: string, text: RegExp, state: AnyState][] = [
    ['JSONata text', 'Assign', /JSONata text/, { type: 'Pass', assign: { tries: jsonata.number`1` }, next }],
    ['raw JSONata', 'Assign', /JSONata text/, { type: 'Pass', assign: { tries: '{% 1 %}' }, next }],
    ['a product', 'Assign', /'\*'/, { type: 'Pass', assign: { tries: times(vars.tries, 2) }, next }],
    ['coalesce', 'Assign', /'coalesce'/, { type: 'Pass', assign: { label: coalesce(execution.input.gift, '') }, next }],
    [
      'a fraction',
      'Assign',
      /rounds to whole numbers/,
      { type: 'Pass', assign: { tries: plus(vars.tries, 0.5) }, next },
    ],
    [
      'a computed timeout',
      'TimeoutSeconds',
      /a computed TimeoutSeconds/,
      { type: 'Task', call, timeoutSeconds: plus(vars.tries, 1), next },
    ],
    [
      'arguments that are no object',
      'Arguments',
      /anything but an object/,
      { type: 'Task', call: custom(vars.label), next },
    ],
    [
      'the input beside the result',
      'Assign',
      /the state's input where '\$' is the result/,
      { type: 'Task', call, assign: { label: shop.input.sku }, next },
    ],
    ['a template after Succeed', 'Output', /use a Pass/, { type: 'Succeed', output: { a: vars.tries } }],
    [
      'a computed comparison',
      'Choices[0]',
      /compares data as they are/,
      { type: 'Choice', choices: [{ condition: gt(plus(vars.tries, 1), 2), next }], default: next },
    ],
    [
      'the output of a catcher',
      'Catch[0].Output',
      /the output of a catcher/,
      { type: 'Task', call, catch: [{ errors: ['States.ALL'], output: 1, next }], next },
    ],
    [
      'the result in variables and in the output',
      'Assign',
      /'\$' may be either/,
      { type: 'Task', call, assign: { label: reserving.result.id }, output: { n: reserving.result.total }, next },
    ],
  ];
  test.each(cases)('%s', (_what, field, text, state) => {
    expect(() => one(state)).toThrow(WorkflowError);
    try {
      one(state);
    } catch (thrown) {
      expect((thrown as WorkflowError).problems).toContainEqual(
        expect.objectContaining({ code: 'SB501', state: 'One', field, message: expect.stringMatching(text) }),
      );
    }
  });
});
