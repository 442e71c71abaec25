/** What a value of an AWS API is made of, as far as Step Functions renders it in its own way. */
export type Shape =
  | { readonly kind: 'structure'; readonly members: ReadonlyMap<string, SchemaReference> }
  | { readonly kind: 'list' | 'map'; readonly item: SchemaReference }
  | { readonly kind: 'text' | 'blob' | 'timestamp' | 'other' };

/** A schema as the clients of the AWS SDK write it: a number, a list, or a function that gives one of them. */
export type SchemaReference = unknown;

const LIST = 64;
const MAP = 128;

/**
 * Reads the schemas that the clients of the AWS SDK for JavaScript come with since late 2025: they know how members are spelt and
 * what is a time or a blob. The numbers are those of Smithy's schema serialisation (https://github.com/smithy-lang/smithy-typescript,
 * packages/core/src/submodules/schema).
 */
export function shapeOf(reference: SchemaReference): Shape {
  if (typeof reference === 'function') return shapeOf(reference());
  if (typeof reference === 'number') return simpleShape(reference);
  if (!Array.isArray(reference)) return { kind: 'other' };
  const [type, namespace, , , first, second]: unknown[] = reference;
  // A reference with traits is a pair; a schema has its namespace in the second place.
  if (typeof namespace !== 'string') return shapeOf(type);
  switch (type) {
    case 0:
      return shapeOf(first);
    case 1:
      return { kind: 'list', item: first };
    case 2:
      return { kind: 'map', item: second };
    case 3:
    case 4:
    case -3:
      return { kind: 'structure', members: membersOf(first, second) };
    default:
      return { kind: 'other' };
  }
}

function simpleShape(type: number): Shape {
  if (type >= MAP) return { kind: 'map', item: type - MAP };
  if (type >= LIST) return { kind: 'list', item: type - LIST };
  if (type === 0) return { kind: 'text' };
  if (type === 21 || type === 42) return { kind: 'blob' };
  return { kind: type >= 4 && type <= 7 ? 'timestamp' : 'other' };
}

function membersOf(names: unknown, references: unknown): ReadonlyMap<string, SchemaReference> {
  if (!Array.isArray(names) || !Array.isArray(references)) return new Map();
  return new Map(names.map((name, index) => [String(name), references[index]]));
}

/** The schemas of an operation's input and output; undefined for a client without schemas. */
export function operationSchema(command: object): { input: SchemaReference; output: SchemaReference } | undefined {
  const schema: unknown = Reflect.get(command, 'schema');
  if (!Array.isArray(schema) || schema[0] !== 9) return undefined;
  return { input: schema[4], output: schema[5] };
}
