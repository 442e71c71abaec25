import { dynamodb, errorName, workflow, type Call, type ErrorNames } from '../../asl/index.js';
import { dynamoDbExpression, type PlaceholderValue } from '../../circuit/dynamodb-expression.js';
import { TEXT_PARAMETERS, type ParameterName } from '../../circuit/transition.js';
import { circuitTransitions, type TransitionName } from '../../circuit/transitions.js';
import type { Blueprint } from '../machine/blueprint.js';
import { jsonataText } from '../machine/jsonata-text.js';

/** JSONata for what a transition's writer brings along; times in epoch milliseconds, lengths in milliseconds. */
export interface CircuitWrite {
  /** The time of the write. Default: when it is made. */
  readonly now?: string;
  /** Parameters of the transition by name. */
  readonly parameters: Readonly<Partial<Record<ParameterName, string>>>;
}

/** What its condition refuses: another writer was first. */
export const REFUSED: ErrorNames = [errorName('DynamoDB.ConditionalCheckFailedException')];

/** Seconds for a request to the circuit table. A table that takes longer is as good as none. */
export const TABLE_TIMEOUT_SECONDS = 3;

const variables = workflow<{ variables: { circuitTable: string } }>().vars;

/** A transition of a target's circuit as one conditional update, straight from the machine. */
export function circuitWrite(
  { circuit, circuitKeys }: Blueprint,
  target: string,
  transition: TransitionName,
  { now = '$millis()', parameters }: CircuitWrite,
): Call<'Task'> {
  const { condition, update, values } = dynamoDbExpression(circuitTransitions(circuit.failureThreshold)[transition]);
  const attributes = Object.entries(values).map(([name, value]) => `'${name}': ${attribute(value, parameters)}`);
  return dynamodb.updateItem({
    TableName: variables.circuitTable,
    Key: { circuit: { S: circuitKeys[target] ?? '' } },
    ConditionExpression: condition,
    UpdateExpression: update,
    ExpressionAttributeValues: jsonataText(`($t := ${now}; {${attributes.join(', ')}})`),
    ReturnValues: 'ALL_NEW',
  });
}

/** The result of {@link circuitWrite}: the circuit's attributes after it. */
export const WRITTEN = '$states.result.Attributes';

function attribute(value: PlaceholderValue, parameters: CircuitWrite['parameters']): string {
  if (typeof value === 'string') return `{'S': '${value}'}`;
  if (typeof value === 'number') return `{'N': '${value}'}`;
  const given = (name: ParameterName): string => {
    const text = parameters[name];
    if (text === undefined) throw new TypeError(`A transition's parameter ${name} is missing.`);
    return text;
  };
  if ('parameter' in value)
    return TEXT_PARAMETERS.has(value.parameter)
      ? `{'S': ${given(value.parameter)}}`
      : `{'N': $string(${given(value.parameter)})}`;
  const sum = [
    '$t',
    ...(value.plus ? [`+ ${given(value.plus)}`] : []),
    ...(value.minus ? [`- ${given(value.minus)}`] : []),
  ];
  return `{'N': $string(${sum.join(' ')})}`;
}
