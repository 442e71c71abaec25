import validate from 'asl-validator';
import { size } from '../../test/size.js';
import { getAtt } from './cloudformation.js';
import { lambda } from './lambda.js';
import type { Machine } from './machine.js';
import { workflow } from './workflow.js';

export declare function reserve(event: { sku: string; quantity: number }): Promise<{ id: string; total: number }>;
export declare function weigh(event: { sku: string }): Promise<{ grams: number }>;

/** Functions and data that the tests of the builder share. */
export const reserving = lambda<typeof reserve, 'OutOfStock'>(getAtt('Reserve', 'Arn'), ['OutOfStock']);
export const weighing = lambda<typeof weigh>(getAtt('Weigh', 'Arn'));
export const shop = workflow<{
  input: { sku: string; quantity: number; gift?: string; parcels: { sku: string }[] };
  variables: { tries: number; label: string; paid: boolean };
}>();
export const call = reserving({ sku: shop.execution.input.sku, quantity: 1 });
export const done = { type: 'Succeed' } as const;

/** How many machines of a test file get the second opinion of asl-validator, which compiles its schemas for each. */
let secondOpinions = size({ sample: 3, full: Number.POSITIVE_INFINITY });

/** The states of a machine, once asl-validator has accepted it too. */
export function statesOf(machine: Machine<unknown, unknown>): Record<string, Record<string, unknown>> {
  const { definition } = machine.toDefinition();
  if (secondOpinions-- <= 0) return definition.States;
  const { errors } = validate(structuredClone(definition));
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return definition.States;
}
