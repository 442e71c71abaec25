import { z } from 'zod';

const names = z.array(z.string().min(1)).default([]);
const errorNames = { counted: names, exhausted: names, transient: names, hop: names, refused: names, fatal: names };
const seconds = (least: number, most: number) => z.number().int().min(least).max(most);

/**
 * What an operator may tune about a circuit. Every field has a default; units are in the names.
 *
 * These are the static rules of a circuit and belong into versioned configuration. The live signal (which model
 * is down right now) never goes in here: the machine keeps it.
 */
export const circuitConfigurationSchema = z
  .strictObject({
    /** Counted failures inside one window that open the circuit. */
    failureThreshold: z.number().int().min(1).max(100).default(5),
    /** Length of the sliding window: failures further apart than this never open the circuit. */
    windowSeconds: seconds(1, 3600).default(30),
    /** How long the circuit stays OPEN before the first probe. Above 300 s an outage of the circuit itself would outlast the outage of the model. */
    resetTimerSeconds: seconds(10, 300).default(30),
    /** Each failed probe doubles the time to the next one, up to this. */
    maxResetSeconds: seconds(10, 300).default(300),
    /** A probe that takes longer has failed. */
    probeTimeoutSeconds: seconds(1, 900).default(60),
    /** A guarded call (all of the function's own attempts together) that takes longer has failed. */
    callTimeoutSeconds: seconds(1, 900).default(120),
    /** After so many failed probes in a row nobody waits for this target any longer: its work takes the fallbacks. */
    maxOpenings: z.number().int().min(1).max(10_000).default(24),
    /** `fallback`: while a target is OPEN its work goes to the next one at once. `wait`: work waits for the first target. */
    whileOpen: z.enum(['fallback', 'wait']).default('fallback'),
    /** `callback`: the cool-down is an EventBridge callback that an operator can end early. `wait`: a plain Wait state. */
    cooldown: z.enum(['callback', 'wait']).default('wait'),
    /** A successful call slower than this counts as a failure for the window. Off unless set. */
    slowCallMs: z.number().int().min(1).max(900_000).optional(),
    /** Items handed to one Map. The circuit reacts between two chunks: at most `chunkSize` calls fail after the trip. */
    chunkSize: z.number().int().min(1).max(40).default(10),
    /** Calls in flight at once. Inline Maps run at most 40 iterations side by side. */
    concurrency: z.number().int().min(1).max(40).default(5),
    /** How often an item is tried on one target before it moves to the next. */
    maxTries: z.number().int().min(1).max(10).default(3),
    /** So many items in a row that are refused as invalid stop the batch as poisoned. Off unless set: each then takes the last resort. */
    maxRefusalsInARow: z.number().int().min(1).max(100_000).optional(),
    /** History events after which the machine hands over to a successor. AWS ends an execution at 25,000. */
    maxHistoryEvents: z.number().int().min(500).max(24_000).default(23_000),
    /** Where OPEN and CLOSED are published. */
    eventBusName: z.string().min(1).max(256).default('default'),
    /** Error names, without prefix, that this circuit treats differently from {@link errorClasses}. */
    errors: z.strictObject(errorNames).prefault({}),
  })
  .superRefine((c, context) => {
    if (c.resetTimerSeconds <= 300 && c.maxResetSeconds < c.resetTimerSeconds)
      context.addIssue({
        code: 'custom',
        path: ['maxResetSeconds'],
        message: `must be at least resetTimerSeconds (${c.resetTimerSeconds})`,
        input: c.maxResetSeconds,
      });
  });

/** A complete configuration: what {@link parseCircuitConfiguration} returns. */
export type CircuitConfiguration = z.output<typeof circuitConfigurationSchema>;
/** What a user writes: every field is optional. */
export type CircuitOptions = z.input<typeof circuitConfigurationSchema>;

/** One thing that is wrong with a configuration. */
export interface ConfigurationProblem {
  /** The field, such as `resetTimerSeconds` or `errors.counted[0]`. */
  readonly path: string;
  readonly value: unknown;
  /** The range or the values that are accepted, in words. */
  readonly expected: string;
}

/** Thrown for a configuration that must not reach AWS. Carries all problems, not only the first. */
export class CircuitConfigurationError extends Error {
  override readonly name = 'CircuitConfigurationError';
  readonly problems: readonly ConfigurationProblem[];
  constructor(circuit: string, problems: readonly ConfigurationProblem[]) {
    const lines = problems.map((p) => `  ${p.path}: ${p.expected}, got ${show(p.value)}`);
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`circuit "${circuit}": ${count} in its configuration\n${lines.join('\n')}`);
    this.problems = problems;
  }
}

/**
 * Checks a configuration and fills in the defaults.
 *
 * @param options the fields that differ from the defaults
 * @param circuit the circuit's name, for the message
 * @throws CircuitConfigurationError naming every invalid field with its path, its range and the value found
 */
export function parseCircuitConfiguration(options: unknown = {}, circuit = 'circuit'): CircuitConfiguration {
  const parsed = circuitConfigurationSchema.safeParse(options, { reportInput: true });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, options));
  // A field out of its own range is reported once, not again for its relation to other fields.
  const seen = new Set<string>();
  throw new CircuitConfigurationError(
    circuit,
    problems.filter((p) => !seen.has(p.path) && seen.add(p.path)),
  );
}

function problemsOf(issue: z.core.$ZodIssue, options: unknown): ConfigurationProblem[] {
  const path = pathText(issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: path ? `${path}.${key}` : key,
      value: at(options, [...issue.path, key]),
      expected: `is not a field of a circuit; fields are ${fieldNames(issue.path).join(', ')}`,
    }));
  return [{ path: path || 'configuration', value: at(options, issue.path), expected: expectation(issue) }];
}

function expectation(issue: z.core.$ZodIssue): string {
  const field = issue.path.at(-1);
  const range = typeof field === 'string' ? ranges[field] : undefined;
  if (range && (issue.code === 'too_big' || issue.code === 'too_small' || issue.code === 'invalid_type'))
    return `must be an integer in [${range[0]}, ${range[1]}]`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(show).join(', ')}`;
  if (issue.code === 'invalid_type')
    return `must be ${issue.expected === 'int' ? 'an integer' : `of type ${issue.expected}`}`;
  return issue.message;
}

interface JsonSchemaOfFields {
  readonly properties: Readonly<Record<string, { readonly minimum?: number; readonly maximum?: number }>>;
}

/** The configuration as JSON Schema, for AppConfig validators and editors: the same schema that the code checks with. */
export const circuitConfigurationJsonSchema = () =>
  z.toJSONSchema(circuitConfigurationSchema, { io: 'input' }) as JsonSchemaOfFields & Record<string, unknown>;

const ranges: Readonly<Record<string, readonly [number, number]>> = Object.fromEntries(
  Object.entries(circuitConfigurationJsonSchema().properties).flatMap(([field, s]) =>
    s.minimum !== undefined && s.maximum !== undefined ? [[field, [s.minimum, s.maximum] as const]] : [],
  ),
);

const fieldNames = (path: readonly PropertyKey[]): string[] =>
  path[0] === 'errors' ? Object.keys(errorNames) : Object.keys(circuitConfigurationJsonSchema().properties);

const pathText = (path: readonly PropertyKey[]): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`)).join('');

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (v, step) => (typeof v === 'object' && v !== null ? (v as Record<PropertyKey, unknown>)[step] : undefined),
    value,
  );

const show = (value: unknown): string => (value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value)));
