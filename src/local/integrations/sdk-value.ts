import { TaskError } from '../../engine/index.js';
import { shapeOf, type SchemaReference } from './service-schema.js';

/**
 * The arguments of a task as the AWS SDK expects them: members in the spelling of the service (a task writes them all with a capital),
 * JSON as text where text is expected, text as bytes, and times as dates.
 *
 * @throws TaskError `States.Runtime` for a member that the service does not have
 */
export function toSdk(value: unknown, schema: SchemaReference, path = ''): unknown {
  if (value === null || value === undefined) return undefined;
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case 'structure':
      return isObject(value) ? structure(value, shape.members, path) : value;
    case 'list':
      return Array.isArray(value) ? value.map((item, index) => toSdk(item, shape.item, `${path}[${index}]`)) : value;
    case 'map':
      return isObject(value) ? mapValues(value, (item, name) => toSdk(item, shape.item, join(path, name))) : value;
    case 'text':
      return asText(value);
    case 'blob':
      return Buffer.from(asText(value));
    case 'timestamp':
      return typeof value === 'number' ? new Date(value * 1000) : new Date(asText(value));
    default:
      return value;
  }
}

function structure(
  value: Readonly<Record<string, unknown>>,
  members: ReadonlyMap<string, SchemaReference>,
  path: string,
): unknown {
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const spelt = spellingOf(name, members);
    if (spelt === undefined) {
      const known = [...members.keys()].map(upperFirst).join(', ');
      throw new TaskError(
        'States.Runtime',
        `The field '${join(path, name)}' is not supported by the service: expected ${known || 'no fields'}`,
      );
    }
    result[spelt] = toSdk(member, members.get(spelt), join(path, name));
  }
  return result;
}

function spellingOf(name: string, members: ReadonlyMap<string, SchemaReference>): string | undefined {
  if (members.has(name)) return name;
  const lower = name.toLowerCase();
  // Task fields follow the AWS SDK for Java, which writes Ss for SS.
  return [...members.keys()].find((member) => member.toLowerCase() === lower);
}

/** How times appear: as text with the SDK integrations, as epoch milliseconds with the optimised ones of older services. */
export type TimeFormat = 'iso' | 'milliseconds';

/** An answer of the AWS SDK as the result of a task. */
export function fromSdk(value: unknown, schema: SchemaReference, times: TimeFormat): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return times === 'iso' ? value.toISOString() : value.getTime();
  if (value instanceof Uint8Array) return textOfBytes(value);
  const shape = shapeOf(schema);
  if (shape.kind === 'structure' && isObject(value)) {
    const result: Record<string, unknown> = {};
    for (const [name, member] of shape.members) {
      if (value[name] !== undefined) result[upperFirst(name)] = fromSdk(value[name], member, times);
    }
    return result;
  }
  if (shape.kind === 'list' && Array.isArray(value)) return value.map((item) => fromSdk(item, shape.item, times));
  if (shape.kind === 'map' && isObject(value)) return mapValues(value, (item) => fromSdk(item, shape.item, times));
  return value;
}

/** UTF-8 as text, anything else in Base64. */
function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('base64');
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function mapValues(
  value: Readonly<Record<string, unknown>>,
  change: (item: unknown, name: string) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, change(item, name)]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
