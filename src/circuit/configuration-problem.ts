import * as z from 'zod';
import { nearest } from '../runtime/nearest.js';

/** One thing that is wrong with a configuration. */
export interface ConfigurationProblem {
  /** The field, such as `resetTimerSeconds`, `errors.counted[0]` or `circuits["us-east-1/model"].windowSeconds`. */
  readonly path: string;
  readonly value: unknown;
  /** The range or the values that are accepted, in words. */
  readonly expected: string;
}

/** A configuration with its defaults filled in, or everything that is wrong with it. */
export type CheckedConfiguration<Configuration> =
  | { readonly configuration: Configuration }
  | { readonly problems: readonly ConfigurationProblem[] };

/**
 * Checks a configuration against its schema and reports all problems at once, each field once.
 *
 * @param thing what the schema describes, for messages: `a circuit`
 */
export function checkConfiguration<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  thing: string,
): CheckedConfiguration<z.output<Schema>> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return { configuration: parsed.data };
  const fields: FieldSchema = z.toJSONSchema(schema, { io: 'input' });
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, value, fields, thing));
  // A field out of its own range is reported once, not again for its relation to other fields.
  const seen = new Set<string>();
  return { problems: problems.filter(({ path }) => !seen.has(path) && seen.add(path)) };
}

/** The head of an error message and a line for each problem. */
export function problemsMessage(place: string, problems: readonly ConfigurationProblem[]): string {
  const lines = problems.map(({ path, expected, value }) => `  ${path}: ${expected}, got ${show(value)}`);
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return `${place}: ${count} in its configuration\n${lines.join('\n')}`;
}

/** The part of a JSON Schema that tells ranges and fields. */
interface FieldSchema {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, FieldSchema | boolean>>;
  readonly additionalProperties?: FieldSchema | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

function problemsOf(
  issue: z.core.$ZodIssue,
  value: unknown,
  fields: FieldSchema,
  thing: string,
): ConfigurationProblem[] {
  const path = pathText(issue.path);
  const described = schemaAt(fields, issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: pathText([...issue.path, key]),
      value: valueAt(value, [...issue.path, key]),
      expected: `is not a field of ${thing}${suggestion(key, Object.keys(described?.properties ?? {}))}`,
    }));
  return [
    { path: path || 'configuration', value: valueAt(value, issue.path), expected: expectation(issue, described) },
  ];
}

/** The field that was meant, or all that there are. */
function suggestion(key: string, fields: readonly string[]): string {
  const near = nearest(key, fields);
  return near === undefined ? `; fields are ${fields.join(', ')}` : ` (did you mean ${near}?)`;
}

const OUT_OF_RANGE: ReadonlySet<string | undefined> = new Set(['too_big', 'too_small', 'invalid_type']);

function expectation(issue: z.core.$ZodIssue, { type, minimum, maximum }: FieldSchema = {}): string {
  if (OUT_OF_RANGE.has(issue.code) && minimum !== undefined && maximum !== undefined)
    return `must be ${type === 'integer' ? 'an integer' : 'a number'} in [${minimum}, ${maximum}]`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(show).join(', ')}`;
  if (issue.code === 'invalid_type')
    return `must be ${issue.expected === 'int' ? 'an integer' : `of type ${issue.expected}`}`;
  return issue.message;
}

/** What the schema says about a path; nothing for an item of a list. */
const schemaAt = (schema: FieldSchema, path: readonly PropertyKey[]): FieldSchema | undefined =>
  path.reduce<FieldSchema | undefined>((at, step) => {
    const next = at?.properties?.[String(step)] ?? at?.additionalProperties;
    return typeof next === 'object' ? next : undefined;
  }, schema);

const pathText = (path: readonly PropertyKey[]): string => path.map(stepText).join('');

function stepText(step: PropertyKey, index: number): string {
  if (typeof step === 'number') return `[${step}]`;
  const name = String(step);
  if (!/^[\w-]+$/.test(name)) return `["${name}"]`;
  return index > 0 ? `.${name}` : name;
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (v, step) => (typeof v === 'object' && v !== null ? (v as Record<PropertyKey, unknown>)[step] : undefined),
    value,
  );

const show = (value: unknown): string => (value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value)));
