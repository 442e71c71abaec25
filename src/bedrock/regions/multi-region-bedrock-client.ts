import type { ConverseCommandOutput } from '@aws-sdk/client-bedrock-runtime';
import { classifyError, type ModelTarget, circuitKey } from '../../circuit/index.js';
import type { BedrockClient } from '../bedrock-client.js';
import { bedrockFailure } from '../../resilience/bedrock-error.js';
import { troubleOf } from '../../resilience/circuit/trouble.js';
import type { Random } from '../../resilience/seeded-random.js';
import { type Clock, realTime } from '../../resilience/clock.js';
import type { ApplicationConfiguration, ConfigurationSource } from '../../resilience/configuration/index.js';
import { silent, type Telemetry } from '../../resilience/telemetry.js';
import { AllRegionsUnavailable, type FailedRegion } from './all-regions-unavailable.js';
import { type ModelTier, planCall, type RegionalMode, targetsOf } from './call-plan.js';
import {
  type LeaveHomeRegion,
  type ModelInput,
  type PersonalFields,
  replacePersonalFields,
} from './personal-fields.js';
import { isRegionalFailure, type RegionHealthStore } from '../../resilience/regions/region-health.js';
import { regionOrder } from '../../resilience/regions/region-order.js';
import { reportRegionalFailure } from './report-regional-failure.js';
import { everyCallAdmitted, type TargetCircuits } from '../../resilience/regions/target-circuits.js';

/** One question to a model, in whichever region. */
export interface RegionalRequest {
  readonly tier: ModelTier;
  readonly input: ModelInput;
  /** Names the call for chance (canary, retry jitter). It is sent nowhere and logged nowhere. */
  readonly key: string;
  /** The region where the caller's user is at home. @default the first approved region of the priority list */
  readonly homeRegion?: string;
  /** What must not leave the home region. @default none */
  readonly personalFields?: PersonalFields;
  /** An order that comes before the static one, with a limit for the answer: what a latency-aware router says. */
  readonly route?: { readonly regions: readonly string[]; readonly maxTokens: number };
  /** Ends the call when its answer is no longer needed: no further region is tried. */
  readonly signal?: AbortSignal;
}

export interface RegionalAnswer extends ModelTarget {
  readonly output: ConverseCommandOutput;
  readonly mode: RegionalMode;
  /** The limit that the answer was given under. */
  readonly maxTokens: number;
  /** What the caller may promise its user in this mode, in milliseconds: 3,000, or 4,500 on a fallback region. */
  readonly slaWindowMs: number;
}

export interface MultiRegionBedrockOptions {
  readonly bedrock: BedrockClient;
  readonly configuration: ConfigurationSource;
  readonly health: RegionHealthStore;
  /** @default every call is let through */
  readonly circuits?: TargetCircuits;
  /** @default {@link replacePersonalFields} */
  readonly leaveHomeRegion?: LeaveHomeRegion;
  /** Whether a canary's answer is of use, for its quality figure. @default it has text and was not cut off */
  readonly isUsable?: (output: ConverseCommandOutput) => boolean;
  /** Draws the canaries. @default Math.random */
  readonly random?: Random;
  /** @default none */
  readonly telemetry?: Telemetry;
  /** @default the machine's clock */
  readonly clock?: Pick<Clock, 'now'>;
}

/** Bedrock in the first approved region that works. */
export interface MultiRegionBedrockClient {
  /**
   * @throws AllRegionsUnavailable when no approved region answered
   * @throws the SDK's error for a request that every region would refuse, such as a `ValidationException`
   * @throws the reason of the signal, once it is aborted
   */
  converse(request: RegionalRequest): Promise<RegionalAnswer>;
}

interface CallContext {
  readonly key: string;
  readonly rules: ApplicationConfiguration;
  readonly signal: AbortSignal | undefined;
  readonly once?: boolean;
}

/**
 * Creates a client that tries the approved regions in order: the priority list, a home region's preferences or a
 * route's. A model that failed by 503 or without a connection is left alone in that region by every task for the
 * cool-down, and the region as a whole when another model fails there as well, which the first to see it finds out. The
 * circuit of each region and model does the rest.
 *
 * Metrics, by `Region`: `InvocationsByRegion`; `FallbackRegionInUse`; `RegionUnhealthy`, 1 at each call that leaves a
 * region alone which is down for every model; `CanaryLatency`, `CanaryUsable` and `CanaryFailed`.
 */
export function createMultiRegionBedrockClient(options: MultiRegionBedrockOptions): MultiRegionBedrockClient {
  const {
    bedrock,
    configuration,
    health,
    circuits = everyCallAdmitted,
    telemetry = silent,
    clock = realTime,
  } = options;
  const { leaveHomeRegion = replacePersonalFields, isUsable = hasWholeText, random = Math.random } = options;
  const count = (name: string, region: string, value = 1) => telemetry.metrics({ Region: region }, [{ name, value }]);

  const call = (target: ModelTarget, input: ModelInput, { key, rules, signal, once = false }: CallContext) =>
    circuits.of(circuitKey(target), rules).run(
      ({ probe }) => {
        const { region, modelId } = target;
        count('InvocationsByRegion', region);
        const sent = { ...input, modelId };
        return bedrock.converse({ region, input: sent, key: `${key}|${circuitKey(target)}`, probe: probe || once });
      },
      { signal },
    );

  const served = (mode: RegionalMode, region: string, output: ConverseCommandOutput, latencyMs: number): void => {
    if (mode === 'fallback') count('FallbackRegionInUse', region);
    if (mode !== 'canary') return;
    const latency = { name: 'CanaryLatency', value: latencyMs, unit: 'milliseconds' } as const;
    telemetry.metrics({ Region: region }, [latency, { name: 'CanaryUsable', value: isUsable(output) ? 1 : 0 }]);
  };

  return {
    async converse({ tier, input, key, homeRegion, personalFields = {}, route, signal }) {
      const rules = await configuration.current();
      const { regions, models } = rules;
      const order = regionOrder(regions, homeRegion, route?.regions);
      const home = homeRegion ?? regionOrder(regions)[0] ?? '';
      const reported = await health.reported(targetsOf(order, models));
      const isCanary = random(`${key}#canary`) < regions.canaryShare;
      const plan = planCall({ order, tier, models, reported, isCanary });
      for (const region of plan.unhealthyRegions) count('RegionUnhealthy', region);

      const inputFor = (region: string, maxTokens: number): ModelInput => {
        const bounded = { ...input, inferenceConfig: { ...input.inferenceConfig, maxTokens } };
        return region === home ? bounded : leaveHomeRegion(bounded, { personalFields, from: home, to: region });
      };

      const failed: FailedRegion[] = [...plan.skipped];
      let cause: unknown;
      for (const { mode, ...target } of plan.attempts) {
        signal?.throwIfAborted();
        const { slaWindowMs, maxTokens: most } = mode === 'fallback' ? regions.fallback : regions.normal;
        const maxTokens = Math.min(most, input.inferenceConfig?.maxTokens ?? most, route?.maxTokens ?? most);
        const sent = inputFor(target.region, maxTokens);
        const began = clock.now();
        try {
          const output = await call(target, sent, { key, rules, signal });
          served(mode, target.region, output, clock.now() - began);
          return { ...target, output, mode, maxTokens, slaWindowMs };
        } catch (error) {
          signal?.throwIfAborted();
          const failure = bedrockFailure(error);
          if (isRefused(error)) throw error;
          if (mode === 'canary') count('CanaryFailed', target.region);
          if (isRegionalFailure(failure))
            await reportRegionalFailure({
              target,
              inRegion: targetsOf([target.region], models),
              health,
              cooldownMs: regions.cooldownSeconds * 1_000,
              ask: (other) => call(other, SMALL_QUESTION, { key, rules, signal, once: true }),
            });
          failed.push({ ...target, reason: failure.name, trouble: troubleOf(error) });
          cause = error;
        }
      }
      throw new AllRegionsUnavailable(tier, failed, cause);
    },
  };
}

/** Finds out whether a model can be reached, and nothing else. */
const SMALL_QUESTION: ModelInput = {
  messages: [{ role: 'user', content: [{ text: 'Reply with the one word "ready".' }] }],
  inferenceConfig: { maxTokens: 4 },
};

/** Another region would refuse it as well. */
const isRefused = (error: unknown): boolean => {
  const errorClass = classifyError(bedrockFailure(error).name);
  return errorClass === 'refused' || errorClass === 'fatal';
};

/** It was answered with text that was not cut off. */
const hasWholeText = ({ output, stopReason }: ConverseCommandOutput): boolean =>
  stopReason !== 'max_tokens' && (output?.message?.content ?? []).some(({ text }) => text !== undefined && text !== '');
