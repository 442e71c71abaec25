/** A small shop that the misuses are written against, and uses of every kind that must compile: a refusal is worth something only beside what is accepted. */
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import {
  and,
  at,
  awsSdk,
  cfnRef,
  coalesce,
  concat,
  dynamicStates,
  eq,
  errorName,
  exists,
  getAtt,
  gt,
  lambda,
  mapItem,
  mapOver,
  not,
  sqs,
  workflow,
  type AnyState,
} from '../index.js';

export declare function reserve(event: { sku: string; quantity: number; warehouse?: 'EAST' | 'WEST' }): Promise<{
  reservationId: string;
  expires: Date;
  note?: string;
}>;
export declare function weigh(event: { sku: string }): Promise<{ grams: number }>;

export const reserving = lambda<typeof reserve, 'OutOfStock'>(getAtt('Reserve', 'Arn'), ['OutOfStock']);
export const weighing = lambda<typeof weigh>(getAtt('Weigh', 'Arn'));
export const { machine, vars, execution, input, context, error, end } = workflow<{
  input: { sku: string; quantity: number; gift?: string; parcels: { sku: string }[] };
  variables: { tries: number; label: string; step: 'PICK' | 'PACK' };
  output: { reservation: string };
}>();
export const call = reserving({ sku: execution.input.sku, quantity: execution.input.quantity });
export const finish = { type: 'Succeed', output: { reservation: 'r-1' } } as const;
export const parcel = workflow<{ input: { sku: string }; output: { grams: number } }>();
export const weighParcel = parcel.flow({
  startAt: 'Weigh',
  states: { Weigh: { type: 'Task', call: weighing({ sku: parcel.input.sku }), next: parcel.end(weighing.result) } },
});
export const retrying = workflow<{ variables: { failures: number } }>().fragment({
  exits: ['reserved', 'gaveUp'],
  startAt: 'Try',
  states: {
    Try: { type: 'Task', call, catch: [{ errors: ['States.ALL'], next: 'exit:gaveUp' }], next: 'exit:reserved' },
  },
});

/** Everything below must compile: the refusals are worth something only beside what is accepted. */
export const accepted = [
  machine({
    startAt: 'Reserve',
    states: {
      Reserve: {
        type: 'Task',
        call,
        timeoutSeconds: execution.input.quantity,
        credentials: { roleArn: getAtt('Role', 'Arn') },
        retry: [
          { errors: ['States.Timeout', reserving.errors.OutOfStock], maxDelaySeconds: 5, jitterStrategy: 'FULL' },
        ],
        assign: { label: concat('r/', reserving.result.reservationId), tries: 1 },
        catch: [{ errors: ['States.ALL'], assign: { label: error.Cause }, next: 'Broken' }],
        next: 'Sort',
      },
      Sort: {
        type: 'Choice',
        choices: [{ condition: and(gt(vars.tries, 2), not(eq(vars.step, 'PACK'))), next: 'Rest' }],
        default: 'Finish',
      },
      Rest: { type: 'Wait', timestamp: context.State.EnteredTime, next: end({ reservation: vars.label }) },
      Finish: finish,
      Broken: { type: 'Fail', error: errorName('Shop.Broken'), cause: vars.label },
    },
  }),
  machine({ startAt: 'Any', states: dynamicStates({} as Record<string, AnyState>) }),
  machine({
    startAt: 'Sum',
    states: dynamicStates({ Sum: { type: 'Pass', assign: { tries: '{% 1 + 1 %}' }, next: 'Finish' }, Finish: finish }),
  }),
  reserving({ sku: coalesce(execution.input.gift, 'none'), quantity: '{% $tries + 1 %}' }),
  mapOver(weighParcel, { itemSelector: { sku: mapItem<{ sku: string }>().Value.sku } })(execution.input.parcels),
  at(execution.input.parcels, 0).sku,
  exists(execution.input.gift),
  sqs.sendMessage.waitForToken({ QueueUrl: cfnRef('Queue'), MessageBody: { token: context.Task.Token } }),
  awsSdk<DynamoDB>('dynamodb').getItem({ TableName: 't', Key: { id: { S: execution.input.sku } } }),
];
