import { absentValue, type CircuitField } from './shared-circuit.js';
import { assignments, type Condition, type Transition, type Value } from './transition.js';

/**
 * A transition as a DynamoDB conditional update: the texts of `ConditionExpression` and `UpdateExpression`, and what
 * each placeholder in them stands for. Placeholders are left to the writer: the Node client computes them, the
 * generated machine computes them in JSONata.
 *
 * Source: "Condition and filter expressions" and "Update expressions" in the Amazon DynamoDB Developer Guide. An
 * update expression reads every field as it was before the update.
 */
export interface DynamoDbExpression {
  readonly condition: string;
  readonly update: string;
  /** `:r0` and so on → what to put there. */
  readonly values: Readonly<Record<string, PlaceholderValue>>;
}

/** A value that the writer of an update has to compute: anything but a field, which DynamoDB reads itself. */
export type PlaceholderValue = Exclude<Value, { readonly field: CircuitField }>;

/** Prints a transition; the same transition gives the same text. */
export function dynamoDbExpression(transition: Transition): DynamoDbExpression {
  const placeholders = new Map<string, { name: string; value: PlaceholderValue }>();
  const placeholder = (value: PlaceholderValue): string => {
    const key = JSON.stringify(value);
    const known = placeholders.get(key) ?? { name: `:v${placeholders.size}`, value };
    placeholders.set(key, known);
    return known.name;
  };

  const operand = (value: Value): string => {
    if (typeof value !== 'object' || !('field' in value)) return placeholder(value);
    const read = `if_not_exists(${value.field}, ${placeholder(absentValue(value.field))})`;
    return value.plus === undefined ? read : `${read} + ${placeholder(value.plus)}`;
  };

  const conjunction = (conditions: readonly Condition[]): string => conditions.map(text).join(' AND ');

  function text(condition: Condition): string {
    if ('anyOf' in condition)
      return condition.anyOf.length === 0
        ? // DynamoDB has no literal for "never": the key of an item is always there.
          'attribute_not_exists(circuit) AND attribute_exists(circuit)'
        : `(${condition.anyOf.map((all) => `(${conjunction(all)})`).join(' OR ')})`;
    if ('absent' in condition) return `attribute_not_exists(${condition.absent})`;
    if ('present' in condition) return `attribute_exists(${condition.present})`;
    const compared = `${condition.field} ${condition.is} ${operand(condition.value)}`;
    return condition.orAbsent ? `(attribute_not_exists(${condition.field}) OR ${compared})` : compared;
  }

  const condition = conjunction(transition.when);
  const updated = assignments(transition).map(([field, value]) => `${field} = ${operand(value)}`);
  const update = [
    `SET ${updated.join(', ')}`,
    ...(transition.remove.length > 0 ? [`REMOVE ${transition.remove.join(', ')}`] : []),
  ].join(' ');
  const values = Object.fromEntries([...placeholders.values()].map(({ name, value }) => [name, value]));
  return { condition, update, values };
}
