import { skipClock } from '../../engine/clock/skip-clock.js';
import { type LocalBedrock, type LocalBedrockOptions, startLocalBedrock } from './local-bedrock.js';

/** A local Bedrock in virtual time, with the AWS SDK's environment pointed at it. */
export interface VirtualBedrock extends LocalBedrock {
  readonly clock: ReturnType<typeof skipClock>;
  /** Virtual milliseconds since the start. */
  elapsed(): number;
  /** Does the work as a handler would: virtual time knows that somebody is at it. */
  asHandler<Result>(work: () => Promise<Result>): Promise<Result>;
}

export async function virtualBedrock(options: Omit<LocalBedrockOptions, 'clock'> = {}): Promise<VirtualBedrock> {
  const clock = skipClock();
  const startedAt = clock.now();
  const server = await startLocalBedrock({ clock, ...options });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: server.url,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  return {
    ...server,
    clock,
    elapsed: () => clock.now() - startedAt,
    async asHandler(work) {
      const release = clock.hold();
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}
