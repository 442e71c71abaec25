import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { AttemptTimeoutHandler } from '../attempt-timeout-handler.js';
import { type Clock, realTime } from '../../resilience/clock.js';
import type { ModelTarget } from '../../circuit/index.js';

export interface RegionProbeOptions {
  /**
   * The probes' own role. Never the one that serves users: what is denied to a probe must fail as a probe, and its
   * calls must be told apart in the bill. @default the role that the process runs under, for a function of its own
   */
  readonly credentials?: NonNullable<BedrockRuntimeClientConfig['credentials']>;
  /** A region that has not answered by then has failed its probe, in milliseconds. @default 10_000 */
  readonly timeLimitMs?: number;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/** Measures how fast a model begins to answer in a region. */
export interface RegionProbe {
  /**
   * Asks once, without a retry.
   *
   * @returns milliseconds to the first token
   * @throws the SDK's error
   */
  measure(target: ModelTarget): Promise<number>;
  /** Closes the idle connections. */
  destroy(): void;
}

/** About twenty tokens; the answer is cut off after a few, since only its beginning is of interest. */
const PROMPT = 'This measures how fast you begin to answer. Reply with the one word "ready" and nothing else.';
const MAX_TOKENS = 4;

/** Creates a probe with connections and credentials of its own. */
export function createRegionProbe({
  credentials,
  timeLimitMs = 10_000,
  clock = realTime,
}: RegionProbeOptions = {}): RegionProbe {
  const clients = new Map<string, BedrockRuntimeClient>();
  const clientIn = (region: string): BedrockRuntimeClient => {
    const known = clients.get(region);
    if (known) return known;
    const client = new BedrockRuntimeClient({
      region,
      maxAttempts: 1,
      requestHandler: new AttemptTimeoutHandler(clock, timeLimitMs),
      ...(credentials && { credentials }),
    });
    clients.set(region, client);
    return client;
  };

  return {
    async measure({ region, modelId }) {
      const began = clock.now();
      const { stream } = await clientIn(region).send(
        new ConverseStreamCommand({
          modelId,
          messages: [{ role: 'user', content: [{ text: PROMPT }] }],
          inferenceConfig: { maxTokens: MAX_TOKENS },
        }),
      );
      let latencyMs: number | undefined;
      // The rest of the few tokens is read as well: a connection with something left to read cannot be used again.
      for await (const event of stream ?? []) if (event.contentBlockDelta) latencyMs ??= clock.now() - began;
      if (latencyMs === undefined) throw Object.assign(new Error('The stream held no token.'), { name: 'EmptyStream' });
      return latencyMs;
    },
    destroy() {
      for (const client of clients.values()) client.destroy();
      clients.clear();
    },
  };
}
