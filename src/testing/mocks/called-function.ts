import { shapeOf } from '../../asl/call.js';
import { intrinsicOf, isCloudFormationValue, substitutionsWriter } from '../../asl/cloudformation.js';
import type { StateEntry } from '../definition/state-index.js';
import { resolveSubstitutions, type Substitutions } from '../definition/substitutions.js';
import { isObject } from '../json-object.js';
import { functionNames } from './resource-pattern.js';

/** A task function of the builder, as the definition under test spells it. */
export interface CalledFunction {
  /** For messages: `ChargeFunction.Arn`, `dynamodb:putItem`. */
  readonly name: string;
  readonly resource: string;
  /** What every call of it says, such as `FunctionName`, with the spellings that are right. */
  readonly constants: ReadonlyMap<string, readonly string[]>;
}

/** How a definition spells what CloudFormation fills in. */
export interface Spelling {
  /** What the `${Name}` of a built machine stand for. Undefined for definitions from elsewhere. */
  readonly placeholders?: object | undefined;
  readonly substitutions?: Substitutions | undefined;
}

/** What `task` and `resource` were given besides outcomes; undefined for what is no task function. */
export function calledFunction(of: unknown, spelling: Spelling): CalledFunction | undefined {
  const shape = shapeOf(of);
  if (shape === undefined) return undefined;
  const payload = {};
  const wrapped = shape.wrap?.(payload);
  const constants = Object.entries(isObject(wrapped) ? wrapped : {})
    .filter(([, value]) => typeof value === 'string' || isCloudFormationValue(value))
    .map(([key, value]) => [key, spellings(value, spelling)] as const);
  return { name: shape.name, resource: shape.resource, constants: new Map(constants) };
}

/** Whether the task of a state is a call of the function. */
export function isCallOf({ name, resource, constants }: CalledFunction, { fields }: StateEntry): boolean {
  const own = String(fields['Resource']);
  if (own !== resource) return isInvoke(resource) && isSameFunction([own], constants.get('FunctionName') ?? [name]);
  const given = fields['Arguments'] ?? fields['Parameters'];
  const values = isObject(given) ? given : {};
  return [...constants].every(([key, expected]) => {
    const value = String(values[key]);
    return key === 'FunctionName' ? isSameFunction([value], expected) : expected.includes(value);
  });
}

/** What a state calls, for messages. */
export function callText({ fields }: StateEntry): string {
  const given = fields['Arguments'] ?? fields['Parameters'];
  const name = isObject(given) ? (given['FunctionName'] ?? given['StateMachineArn']) : undefined;
  return `${String(fields['Resource'])}${typeof name === 'string' ? ` of ${name}` : ''}`;
}

export function functionText({ resource, constants }: CalledFunction): string {
  const [name] = constants.get('FunctionName') ?? constants.get('StateMachineArn') ?? [];
  return `${resource}${name === undefined ? '' : ` of ${name}`}`;
}

/** A state may also have the function itself as its Resource. */
function isInvoke(resource: string): boolean {
  return resource.endsWith(':states:::lambda:invoke');
}

function isSameFunction(some: readonly string[], others: readonly string[]): boolean {
  const names = new Set(some.flatMap(functionNames));
  return others.flatMap(functionNames).some((name) => names.has(name));
}

function spellings(value: unknown, { placeholders, substitutions = {} }: Spelling): readonly string[] {
  return candidates(value, placeholders).map((text) => String(resolveSubstitutions(text, substitutions)));
}

/** A built machine has the names of its own; another definition those of CloudFormation, or of a machine that was synthesised. */
function candidates(value: unknown, placeholders: Spelling['placeholders']): readonly unknown[] {
  if (!isCloudFormationValue(value)) return [value];
  const intrinsic = intrinsicOf(value);
  if (placeholders === undefined) return [intrinsic, substitutionsWriter().write(value)];
  const text = JSON.stringify(intrinsic);
  const names = Object.entries(placeholders).filter(([, each]) => JSON.stringify(each) === text);
  return names.length === 0 ? [intrinsic] : names.map(([name]) => `\${${name}}`);
}
