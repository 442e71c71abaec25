import * as z from 'zod';
import { circuitConfigurationSchema } from '../../circuit/index.js';

const integer = (least: number, most: number) => z.number().int().min(least).max(most);
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be the name of an AWS region, such as us-east-1');
const regionList = z.array(region).max(20);

/**
 * A model id, or the id or ARN of an inference profile. A geographic profile (`us.`, `jp.`) sends calls on to other
 * regions of its geography, so naming it for a region approves those as well. A global profile sends them anywhere.
 */
const model = z
  .string()
  .min(1)
  .max(2_048)
  .refine(
    (id) => !/(^|\/)global\./.test(id),
    'must not be a global inference profile, which may run in any region: take the profile of a geography',
  );
const modelByRegion = z.record(region, model);

const servingMode = (maxTokens: number, slaWindowMs: number) =>
  z
    .strictObject({
      /** The longest answer that is asked for. */
      maxTokens: integer(1, 8_192).default(maxTokens),
      /** Within what time the caller may promise an answer, in milliseconds. It is reported, not enforced. */
      slaWindowMs: integer(100, 60_000).default(slaWindowMs),
    })
    .prefault({});

const regions = z.strictObject({
  /** In which order regions are asked. */
  priority: regionList.min(1).default(['us-east-1', 'us-west-2', 'ap-northeast-1']),
  /**
   * Where calls may go at all. A region that is missing here is never called, even when all others are down. Adding one
   * changes where your users' data may be processed: the person responsible for that should review it. An empty list
   * stops all inference.
   */
  compliance_approved_regions: regionList.default(['us-east-1', 'us-west-2', 'ap-northeast-1']),
  /** The order for users of a home region; regions of `priority` that are missing come last. */
  homeRegionPreferences: z
    .record(region, regionList.min(1))
    .default({ 'ap-northeast-1': ['us-east-1', 'ap-northeast-1', 'us-west-2'] }),
  /** How long a region that failed is left alone. */
  cooldownSeconds: integer(10, 3_600).default(300),
  /** Share of the calls that go to the first fallback region, so that it is known to work before it is needed. */
  canaryShare: z.number().min(0).max(0.5).default(0.01),
  normal: servingMode(1_024, 3_000),
  /** After the first region could not be used: a shorter answer, a longer wait. */
  fallback: servingMode(512, 4_500),
});

const latency = z.strictObject({
  /** Time to the first token that routing aims at: what a 3 s answer leaves for inference. */
  budgetMs: integer(100, 60_000).default(1_800),
  /** How long a measurement is believed. */
  ttlSeconds: integer(5, 300).default(30),
  /** 15 where traffic is high. A schedule ticks once a minute, so the function probes twice or four times. */
  probeIntervalSeconds: z.literal([15, 30]).default(30),
  /** The longest answer when no region is within the budget. */
  degradedMaxTokens: integer(1, 8_192).default(512),
});

const retry = z.strictObject({
  /** Ceilings of the waits before the first, second and third retry; fewer than three allow fewer retries. */
  delaysMs: z.array(integer(0, 10_000)).max(3).default([200, 400, 800]),
  /** In tokens: how many retries may follow each other while nothing succeeds, and what a success gives back. */
  budget: z
    .strictObject({
      capacity: z.number().min(0).max(1_000).default(10),
      retryCost: z.number().min(0).max(100).default(1),
      successRefund: z.number().min(0).max(100).default(0.1),
    })
    .prefault({}),
});

const rateLimit = z.strictObject({
  /** Model calls a second of all batches together. */
  requestsPerSecond: z.number().min(0.1).max(10_000).default(20),
  /** Calls that may begin at once after a pause. */
  burst: integer(1, 10_000).default(20),
  /** A call that would have to wait longer is refused. */
  maxWaitMs: integer(0, 60_000).default(10_000),
});

/** Ages of cached entries. */
const cache = z
  .strictObject({
    /** An older entry needs a renewal. */
    softSeconds: integer(60, 86_400).default(3_600),
    /** Up to this age an entry is served as it is. */
    serveSeconds: integer(60, 86_400).default(7_200),
    /** Up to this age it is served with a note; beyond, never. */
    serveWithWarningSeconds: integer(60, 86_400).default(14_400),
  })
  .superRefine((ages, context) => {
    for (const [shorter, longer] of [
      ['softSeconds', 'serveSeconds'],
      ['serveSeconds', 'serveWithWarningSeconds'],
    ] as const)
      if (ages[longer] < ages[shorter])
        context.addIssue({ code: 'custom', path: [longer], message: `must be at least ${shorter} (${ages[shorter]})` });
  });

/**
 * The static rules of an application: one document that is reviewed, versioned and rolled out as a whole (AppConfig, or
 * a file). Every field has a default, units are in the names. The one live signal, which models and regions work right
 * now, is never in here: it is shared through the circuits and {@link RegionHealthStore}.
 */
export const applicationConfigurationSchema = z
  .strictObject({
    /** What all circuits have in common. */
    circuit: circuitConfigurationSchema.prefault({}),
    /** Circuits that differ, by their key `REGION/MODEL`; what they leave out comes from `circuit`. */
    circuits: z.record(z.string().min(1), circuitConfigurationSchema).default({}),
    regions: regions.prefault({}),
    /** For each tier the model or inference profile to call in each region. */
    models: z
      .strictObject({
        primary: modelByRegion.default({
          'us-east-1': 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
          'us-west-2': 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
          'ap-northeast-1': 'jp.anthropic.claude-sonnet-4-5-20250929-v1:0',
        }),
        cheaper: modelByRegion.default({
          'us-east-1': 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
          'us-west-2': 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
          'ap-northeast-1': 'jp.anthropic.claude-haiku-4-5-20251001-v1:0',
        }),
      })
      .prefault({}),
    latency: latency.prefault({}),
    retry: retry.prefault({}),
    rateLimit: rateLimit.prefault({}),
    cache: cache.prefault({}),
    /** Planned maintenance: cached entries are served up to `serveWithWarningSeconds` without a warning. */
    maintenance_mode_active: z.boolean().default(false),
  })
  .superRefine(({ regions: { priority, compliance_approved_regions: approved }, models }, context) => {
    for (const [index, name] of priority.entries())
      if (approved.includes(name) && !models.primary[name])
        context.addIssue({
          code: 'custom',
          path: ['regions', 'priority', index],
          message: `must be a region with a model in models.primary (${Object.keys(models.primary).join(', ')})`,
        });
  });

/** A complete configuration: what {@link parseApplicationConfiguration} returns. */
export type ApplicationConfiguration = z.output<typeof applicationConfigurationSchema>;
/** What a user writes: every field is optional. */
export type ApplicationOptions = z.input<typeof applicationConfigurationSchema>;

/**
 * The configuration as JSON Schema for AppConfig's validator, which reads draft 4 and takes 32,768 characters at most.
 * What one field demands of another is beyond it; the code refuses that.
 *
 * @see https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-configuration-and-profile-validators.html
 */
export const applicationConfigurationJsonSchema = (): Record<string, unknown> =>
  z.toJSONSchema(applicationConfigurationSchema, { io: 'input', target: 'draft-04' });
