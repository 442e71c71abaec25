import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandInput,
  type ConverseCommandOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { AttemptTimeoutHandler } from './attempt-timeout-handler.js';
import { MAX_RETRIES } from './bedrock-retry-limits.js';
import { bedrockRetryStrategy, retryScope } from './bedrock-retry-strategy.js';
import { type Clock, realTime } from '../resilience/clock.js';
import { createRetryBudget, type RetryBudget, type RetryBudgetOptions } from '../resilience/retry-budget.js';
import type { Random } from '../resilience/seeded-random.js';

/** Settings of the Bedrock client; every one has a default. */
export interface BedrockClientOptions {
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** Source of the retry jitter. @default Math.random */
  readonly random?: Random;
  /** Time limit of a single attempt, in milliseconds. @default 20_000 */
  readonly attemptTimeoutMs?: number;
  /** Ceilings of the waits before each retry, in milliseconds; three at most. @default 200, 400, 800 */
  readonly retryDelaysMs?: readonly number[];
  /** One budget with these settings for each region and model. */
  readonly retryBudget?: RetryBudgetOptions;
}

/** One model call. */
export interface ModelCall {
  readonly region: string;
  /** Model id, inference profile id or their ARN. */
  readonly input: ConverseCommandInput & { readonly modelId: string };
  /** Names the call for the jitter; see {@link Random}. It is sent nowhere and logged nowhere. */
  readonly key: string;
  /** A probe: one attempt and no retry, so that a model which may still be down is asked once. @default false */
  readonly probe?: boolean;
}

/** Bedrock in whichever region a call names. */
export interface BedrockClient {
  /** Calls the Converse API; rejects with the SDK's own error once the retries are used up. */
  converse(call: ModelCall): Promise<ConverseCommandOutput>;
  /** Closes the idle connections. */
  destroy(): void;
}

/**
 * Creates a client that holds one connection pool per region, opened at the region's first call. Credentials and
 * endpoint come from the usual AWS settings; `AWS_ENDPOINT_URL_BEDROCK_RUNTIME` points all regions at one address.
 */
export function createBedrockClient(options: BedrockClientOptions = {}): BedrockClient {
  const { clock = realTime, random = Math.random, attemptTimeoutMs = 20_000, retryDelaysMs, retryBudget } = options;
  const regions = new Map<string, BedrockRuntimeClient>();
  const budgets = new Map<string, RetryBudget>();

  const inRegion = (region: string) =>
    new BedrockRuntimeClient({
      region,
      maxAttempts: 1 + MAX_RETRIES,
      retryStrategy: bedrockRetryStrategy({ clock, random, ...(retryDelaysMs && { delaysMs: retryDelaysMs }) }),
      requestHandler: new AttemptTimeoutHandler(clock, attemptTimeoutMs),
    });

  return {
    converse({ region, input, key, probe = false }) {
      const client = remember(regions, region, inRegion);
      const budget = remember(budgets, `${region}/${input.modelId}`, () => createRetryBudget(retryBudget));
      return retryScope.run({ key, budget, probe }, () => client.send(new ConverseCommand(input)));
    },
    destroy() {
      for (const client of regions.values()) client.destroy();
      regions.clear();
    },
  };
}

function remember<Value>(values: Map<string, Value>, key: string, create: (key: string) => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const created = create(key);
  values.set(key, created);
  return created;
}
