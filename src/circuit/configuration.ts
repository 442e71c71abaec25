import * as z from 'zod';
import { checkConfiguration, problemsMessage, type ConfigurationProblem } from './configuration-problem.js';
import { instancesOf } from '../runtime/instances-of.js';

const names = z.array(z.string().min(1)).default([]);
const errorNames = { counted: names, exhausted: names, transient: names, hop: names, refused: names, fatal: names };
const seconds = (least: number, most: number) => z.number().int().min(least).max(most);

/** The most failures that a circuit may be told to wait for: the record keeps one less. */
export const MAX_FAILURE_THRESHOLD = 100;

/**
 * What an operator may tune about a circuit. Every field has a default; units are in the names.
 *
 * These are the static rules of a circuit and belong into versioned configuration. The live signal (which model
 * is down right now) never goes in here: the machine keeps it.
 */
export const circuitConfigurationSchema = z
  .strictObject({
    /** Counted failures inside one window that open the circuit. */
    failureThreshold: z.number().int().min(1).max(MAX_FAILURE_THRESHOLD).default(5),
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
    /** After so many failed probes in a row the batch stops waiting for this target: its work takes the fallbacks. */
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

/** Thrown for a configuration that must not reach AWS. Carries all problems, not only the first. */
export class CircuitConfigurationError extends Error {
  static override readonly [Symbol.hasInstance] =
    /* @__PURE__ */ instancesOf<CircuitConfigurationError>('CircuitConfigurationError');
  override readonly name = 'CircuitConfigurationError';
  readonly problems: readonly ConfigurationProblem[];
  constructor(circuit: string, problems: readonly ConfigurationProblem[]) {
    super(problemsMessage(`circuit "${circuit}"`, problems));
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
  const checked = checkConfiguration(circuitConfigurationSchema, options, 'a circuit');
  if ('configuration' in checked) return checked.configuration;
  throw new CircuitConfigurationError(circuit, checked.problems);
}

interface JsonSchemaOfFields {
  readonly properties: Readonly<Record<string, { readonly minimum?: number; readonly maximum?: number }>>;
}

/** The configuration as JSON Schema, for editors and validators: the same schema that the code checks with. */
export const circuitConfigurationJsonSchema = () =>
  z.toJSONSchema(circuitConfigurationSchema, { io: 'input' }) as JsonSchemaOfFields & Record<string, unknown>;
