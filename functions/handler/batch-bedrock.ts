import type { BedrockClient } from '../../src/bedrock/bedrock-client.js';
import type { Random } from '../../src/resilience/seeded-random.js';
import { type Clock, realTime } from '../../src/resilience/clock.js';
import { configuredBedrockClient, configuredRetries } from '../../src/bedrock/configured-bedrock-client.js';
import { type ConfigurationSource, parseApplicationConfiguration } from '../../src/resilience/configuration/index.js';
import { withRateLimit } from '../../src/bedrock/with-rate-limit.js';
import { createRateLimit } from '../../src/resilience/rate-limit/rate-limit.js';
import type { RateLimitStore } from '../../src/resilience/rate-limit/rate-limit-store.js';
import { type Observability, observability } from './observability.js';

export interface BatchBedrockOptions extends Observability {
  readonly configuration: ConfigurationSource;
  /** Where everybody who generates takes his turns. */
  readonly turns: RateLimitStore;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** Source of the retry jitter. @default Math.random */
  readonly random?: Random;
}

/**
 * The models as batches call them: retried as the configuration says, and at the configured rate of all executions
 * together. A call whose turn is too far away fails as `TooManyRequestsException`. A configuration that cannot be read
 * stops no batch: the defaults hold.
 */
export function batchBedrock(options: BatchBedrockOptions): BedrockClient {
  const { turns, clock = realTime, random = Math.random } = options;
  const telemetry = observability(options);
  const defaults = parseApplicationConfiguration();
  const configuration: ConfigurationSource = {
    current: () =>
      options.configuration.current().catch((error: unknown) => {
        telemetry.logger.warn('The configuration could not be read', {
          error: error instanceof Error ? error.name : 'Error',
        });
        return defaults;
      }),
  };
  const bedrock = configuredBedrockClient(configuration, (rules) => ({ clock, random, ...configuredRetries(rules) }));
  const rule = async () => (await configuration.current()).rateLimit;
  return withRateLimit(bedrock, createRateLimit({ store: turns, rule, clock, telemetry }));
}
