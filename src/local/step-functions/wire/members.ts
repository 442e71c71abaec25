import { ApiError, invalid } from './api-error.js';

/** What a request may have in one place: reads the value, and adds what is wrong with it to `problems`. */
export interface Member<Value> {
  readonly read: (value: unknown, path: string, problems: string[]) => Value;
}

/** The members of a structure, by name. */
export type Members = Readonly<Record<string, Member<unknown>>>;
/** What a structure reads as. */
export type RequestOf<M extends Members> = {
  readonly [Name in keyof M]: M[Name] extends Member<infer Value> ? Value : never;
};

interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  /** A regular expression as AWS prints it. */
  readonly pattern?: string;
  readonly values?: readonly string[];
  /** Sensitive values are not repeated in messages, as AWS has it for definitions, inputs and outputs. */
  readonly sensitive?: boolean;
}

interface NumberLimits {
  readonly min?: number;
  readonly max?: number;
}

/** A text; lengths are in characters. */
export function text<Text extends string = string>(
  limits: TextLimits & { values?: readonly Text[] } = {},
): Member<Text | undefined> {
  const { min = 0, max = Infinity, pattern, values, sensitive = false } = limits;
  const matcher = pattern === undefined ? undefined : new RegExp(pattern, 'u');
  return {
    read(value, path, problems) {
      if (value === undefined || value === null) return undefined;
      if (typeof value !== 'string') throw wrongType(value, 'String');
      const shown = sensitive ? `Value at '${path}'` : `Value '${value}' at '${path}'`;
      const report = (constraint: string): unknown =>
        problems.push(`${shown} failed to satisfy constraint: ${constraint}`);
      if (value.length < min) report(`Member must have length greater than or equal to ${min}`);
      if (value.length > max) report(`Member must have length less than or equal to ${max}`);
      if (matcher !== undefined && !matcher.test(value))
        report(`Member must satisfy regular expression pattern: ${pattern}`);
      if (values !== undefined && !values.some((one) => one === value)) {
        report(`Member must satisfy enum value set: [${values.join(', ')}]`);
      }
      // Anything outside of the set has been reported, and a request with problems is never used.
      return value as Text;
    },
  };
}

export function integer({ min = -Infinity, max = Infinity }: NumberLimits = {}): Member<number | undefined> {
  return numeric('Integer', min, max, Math.trunc);
}

export function float({ min = -Infinity, max = Infinity }: NumberLimits = {}): Member<number | undefined> {
  return numeric('Float', min, max, (value) => value);
}

function numeric(
  type: string,
  min: number,
  max: number,
  convert: (value: number) => number,
): Member<number | undefined> {
  return {
    read(given, path, problems) {
      if (given === undefined || given === null) return undefined;
      if (typeof given !== 'number') throw wrongType(given, type);
      const value = convert(given);
      const shown = `Value '${value}' at '${path}' failed to satisfy constraint: Member must have value`;
      if (value < min) problems.push(`${shown} greater than or equal to ${min}`);
      if (value > max) problems.push(`${shown} less than or equal to ${max}`);
      return value;
    },
  };
}

export function boolean(): Member<boolean | undefined> {
  return {
    read(value) {
      if (value === undefined || value === null) return undefined;
      if (typeof value !== 'boolean') throw wrongType(value, 'Boolean');
      return value;
    },
  };
}

export function list<Item>(
  item: Member<Item>,
  { min = 0, max = Infinity }: NumberLimits = {},
): Member<readonly NonNullable<Item>[] | undefined> {
  return {
    read(value, path, problems) {
      if (value === undefined || value === null) return undefined;
      if (!Array.isArray(value)) throw wrongType(value, 'List');
      const shown = (): string =>
        `Value '${show(value)}' at '${path}' failed to satisfy constraint: Member must have length`;
      if (value.length < min) problems.push(`${shown()} greater than or equal to ${min}`);
      if (value.length > max) problems.push(`${shown()} less than or equal to ${max}`);
      const items = value.map((each: unknown, index) => item.read(each, `${path}.${index + 1}.member`, problems));
      return items.filter((each) => each !== undefined && each !== null);
    },
  };
}

export function structure<M extends Members>(members: M): Member<RequestOf<M> | undefined> {
  return {
    read(value, path, problems) {
      if (value === undefined || value === null) return undefined;
      return readMembers(members, value, path === '' ? '' : `${path}.`, problems);
    },
  };
}

/** The same member, which must be there. */
export function required<Value>(member: Member<Value>): Member<NonNullable<Value>> {
  return {
    read(value, path, problems) {
      if (value === undefined || value === null) {
        problems.push(`Value null at '${path}' failed to satisfy constraint: Member must not be null`);
      }
      // A missing one has been reported, and a request with problems is never used.
      return member.read(value, path, problems) as NonNullable<Value>;
    },
  };
}

/**
 * Reads a request, in AWS's words when it is wrong: first whether the types are right, then all constraints at once.
 *
 * @throws ApiError SerializationException or ValidationException
 */
export function readRequest<M extends Members>(members: M, body: unknown): RequestOf<M> {
  const problems: string[] = [];
  const request = readMembers(members, body, '', problems);
  if (problems.length === 0) return request;
  const count = problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`;
  throw invalid(`${count} detected: ${problems.join('; ')}`);
}

function readMembers<M extends Members>(members: M, value: unknown, prefix: string, problems: string[]): RequestOf<M> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(value, 'Structure');
  const given = new Map(Object.entries(value));
  const read = Object.entries(members).map(([name, member]) => [
    name,
    member.read(given.get(name), prefix + name, problems),
  ]);
  // fromEntries forgets which member has which type.
  return Object.fromEntries(read) as RequestOf<M>;
}

function wrongType(value: unknown, expected: string): ApiError {
  const message =
    typeof value === 'object'
      ? Array.isArray(value)
        ? 'Start of list found where not expected'
        : 'Start of structure or map found where not expected.'
      : `${tokenName(value)} can not be converted to a ${expected}`;
  return new ApiError('SerializationException', message);
}

function tokenName(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return typeof value === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE';
}

/** A value as AWS's messages print it, which is as Java does. */
function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => `${name}=${show(member)}`);
    const type = 'stateMachineVersionArn' in value ? 'RoutingConfigurationListItem' : '';
    return type === '' ? `{${members.join(', ')}}` : `${type}(${members.join(', ')})`;
  }
  return String(value);
}
