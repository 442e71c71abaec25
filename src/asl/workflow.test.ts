import { describe, expect, test } from '@jest/globals';
import { coalesce, concat, gte, plus } from './operators.js';
import { dynamicStates } from './dynamic-states.js';
import { errorName } from './error-name.js';
import { call, done, reserving, shop, statesOf } from './shop.fixture.js';
import type { AnyState } from './state.js';

const { machine, vars, execution, context, error, end } = shop;

const order = () =>
  machine({
    comment: 'Reserves what was ordered',
    startAt: 'Init',
    timeoutSeconds: 3600,
    version: '1.0',
    states: {
      Init: { type: 'Pass', assign: { tries: 0, label: coalesce(execution.input.gift, 'none') }, next: 'Reserve' },
      Reserve: {
        type: 'Task',
        comment: 'Until it works',
        call,
        credentials: { roleArn: 'arn:aws:iam::123456789012:role/other' },
        timeoutSeconds: plus(vars.tries, 5),
        heartbeatSeconds: 4,
        retry: [
          {
            errors: ['Lambda.TooManyRequestsException'],
            intervalSeconds: 1,
            backoffRate: 1.5,
            maxAttempts: 2,
            maxDelaySeconds: 9,
            jitterStrategy: 'FULL',
          },
        ],
        catch: [
          {
            errors: [reserving.errors.OutOfStock],
            assign: { label: error.Cause, tries: plus(vars.tries, 1) },
            next: 'Enough',
          },
        ],
        assign: { label: concat('r/', reserving.result.id) },
        next: end({ id: reserving.result.id, at: context.State.EnteredTime }),
      },
      Enough: {
        type: 'Choice',
        choices: [{ condition: gte(vars.tries, 3), assign: { paid: false }, next: 'GiveUp' }],
        default: 'Rest',
      },
      Rest: { type: 'Wait', seconds: vars.tries, next: 'Reserve' },
      GiveUp: { type: 'Fail', error: errorName('Shop.SoldOut'), cause: vars.label },
    },
  });

describe('machine', () => {
  test('prints ASL as a person would write it', () => {
    expect(statesOf(order())).toEqual({
      Init: {
        Type: 'Pass',
        Assign: {
          tries: 0,
          label:
            "{% ($exists($states.context.Execution.Input.gift) ? $states.context.Execution.Input.gift : 'none') %}",
        },
        Next: 'Reserve',
      },
      Reserve: {
        Type: 'Task',
        Comment: 'Until it works',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: {
          FunctionName: '${ReserveArn}',
          Payload: { sku: '{% $states.context.Execution.Input.sku %}', quantity: 1 },
        },
        Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/other' },
        TimeoutSeconds: '{% $tries + 5 %}',
        HeartbeatSeconds: 4,
        Retry: [
          {
            ErrorEquals: ['Lambda.TooManyRequestsException'],
            IntervalSeconds: 1,
            BackoffRate: 1.5,
            MaxAttempts: 2,
            MaxDelaySeconds: 9,
            JitterStrategy: 'FULL',
          },
        ],
        Catch: [
          {
            ErrorEquals: ['OutOfStock'],
            Assign: { label: '{% $states.errorOutput.Cause %}', tries: '{% $tries + 1 %}' },
            Next: 'Enough',
          },
        ],
        Assign: { label: "{% 'r/' & $states.result.Payload.id %}" },
        Output: { id: '{% $states.result.Payload.id %}', at: '{% $states.context.State.EnteredTime %}' },
        End: true,
      },
      Enough: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $tries >= 3 %}', Assign: { paid: false }, Next: 'GiveUp' }],
        Default: 'Rest',
      },
      Rest: { Type: 'Wait', Seconds: '{% $tries %}', Next: 'Reserve' },
      GiveUp: { Type: 'Fail', Error: 'Shop.SoldOut', Cause: '{% $label %}' },
    });
  });

  test('is the same to the byte on every build, and nobody can change it', () => {
    const [first, second] = [order(), order()];
    const text = JSON.stringify(first.toAsl());
    first.toAsl().States['Init'] = { Type: 'Fail' };
    first.toDefinition().definition.States['Init'] = { Type: 'Fail' };
    expect(JSON.stringify(first.toAsl())).toBe(text);
    expect(JSON.stringify(second.toAsl())).toBe(text);
    expect(JSON.stringify(second.toDefinition())).toBe(JSON.stringify(first.toDefinition()));
    expect(Object.keys(first.toAsl())).toEqual([
      'Comment',
      'QueryLanguage',
      'Version',
      'TimeoutSeconds',
      'StartAt',
      'States',
    ]);
  });

  test('writes CloudFormation references in place, or as substitutions', () => {
    expect(order().toAsl().States['Reserve']?.['Arguments']).toMatchObject({
      FunctionName: { 'Fn::GetAtt': ['Reserve', 'Arn'] },
    });
    expect(order().toDefinition().substitutions).toEqual({ ReserveArn: { 'Fn::GetAtt': ['Reserve', 'Arn'] } });
  });

  test('makes the payload of a Lambda function the output, unless the state says otherwise', () => {
    const states = statesOf(
      machine({
        startAt: 'A',
        states: { A: { type: 'Task', call, next: 'B' }, B: { type: 'Task', call, output: {}, next: end() } },
      }),
    );
    expect(states['A']?.['Output']).toBe('{% $states.result.Payload %}');
    expect(states['B']?.['Output']).toEqual({});
  });

  test('takes states that a program assembles', () => {
    const states: Record<string, AnyState> = {};
    for (const region of ['eu', 'us'])
      states[`Call ${region}`] = {
        type: 'Pass',
        assign: { label: `{% '${region}' %}` },
        next: region === 'eu' ? 'Call us' : 'Done',
      };
    const built = machine({ startAt: 'Call eu', states: dynamicStates({ ...states, Done: done }) });
    expect(Object.keys(statesOf(built))).toEqual(['Call eu', 'Call us', 'Done']);
  });

  test('carries raw ASL, its transitions checked like all others', () => {
    const raw = (Next: string) =>
      ({
        type: 'Raw',
        asl: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next }], Default: 'Done' },
        leadsTo: ['Done'],
      }) as const;
    expect(statesOf(machine({ startAt: 'A', states: { A: raw('Done'), Done: done } }))['A']).toMatchObject({
      Type: 'Choice',
      Default: 'Done',
    });
    expect(() => machine({ startAt: 'A', states: { A: raw('Dnoe'), Done: done } })).toThrow(/SB001/);
  });
});
